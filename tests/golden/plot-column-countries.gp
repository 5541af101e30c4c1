# Title: Interest in live-stream shopping
# Description: Column chart. How interested are you in shopping by live stream? Interested, % (95% confidence interval). Poland: 78% (77% to 80%); Spain: 75% (74% to 77%); United Kingdom: 61% (59% to 63%); France: suppressed; All: 70% (69% to 71%).
# Draws itself beside this file, by gnuplot 5.4 or later: gnuplot column-countries.gp
# The axes are the page, 1920 x 1080 pixels from its upper left corner; so are all places and sizes.
reset
set encoding utf8
set xrange [0:1920]
set yrange [1080:0]
set lmargin at screen 0
set rmargin at screen 1
set tmargin at screen 1
set bmargin at screen 0
unset key
unset border
unset tics
x1(v) = 126.64444 + (v - 126.64443999999999) * 1
y1(v) = 891.02 + (v - 0) * -856.0301507537687
# value, place on the page, lower and upper limit, colour
$estimates << EOD
0.781 290.3572 0.766 0.796 0x0072b2
0.752 617.7828 0.736 0.768 0x0072b2
0.61 945.2084 0.593 0.627 0x0072b2
0.7004 1698.2872 0.6921 0.7087 0x444444
EOD
set arrow 1 from 126.6444,891.02 to 1862,891.02 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 2 from 126.6444,719.814 to 1862,719.814 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 3 from 126.6444,548.6079 to 1862,548.6079 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 4 from 126.6444,377.4019 to 1862,377.4019 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 5 from 126.6444,206.1959 to 1862,206.1959 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 6 from 126.6444,891.02 to 1862,891.02 nohead front linewidth 2 linecolor rgb '#8c8c8c'
set label 1 'How interested are you in shopping by live stream?  Interested, % (95% confidence interval)' at 58,116.9 left font ',28' textcolor rgb '#555555' noenhanced front
set label 2 'Base: n = 14,460, weighted; effective n of an estimate: 2,880 to 11,568. 95% confidence intervals: logit; strata: 20; clusters: 480. Suppressed: bases under 0. Source: Consumer interest' at 58,1010.84 left font ',20' textcolor rgb '#6b6b6b' noenhanced front
set label 3 'survey, 2021. Synthetic data.' at 58,1036.84 left font ',20' textcolor rgb '#6b6b6b' noenhanced front
set label 4 'Poland' at 290.3572,921.33 center font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 5 'Spain' at 617.7828,921.33 center font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 6 'United Kingdom' at 945.2084,921.33 center font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 7 'France' at 1272.634,921.33 center font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 8 'All' at 1698.2872,921.33 center font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 9 'n =' at 108.6444,957.14 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 10 '3,600' at 290.3572,957.14 center font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 11 '3,600' at 617.7828,957.14 center font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 12 '3,630' at 945.2084,957.14 center font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 13 '28' at 1272.634,957.14 center font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 14 '14,460' at 1698.2872,957.14 center font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 15 '0%' at 108.6444,891.02 right font ',24' textcolor rgb '#555555' noenhanced front
set label 16 '20%' at 108.6444,719.814 right font ',24' textcolor rgb '#555555' noenhanced front
set label 17 '40%' at 108.6444,548.6079 right font ',24' textcolor rgb '#555555' noenhanced front
set label 18 '60%' at 108.6444,377.4019 right font ',24' textcolor rgb '#555555' noenhanced front
set label 19 '80%' at 108.6444,206.1959 right font ',24' textcolor rgb '#555555' noenhanced front
set label 20 'suppressed' at 1272.634,868.62 center font ',28' textcolor rgb '#6b6b6b' noenhanced front
set label 21 'Interest in live-stream shopping' at 58,64.83 left font ',45' textcolor rgb '#1b1b1b' noenhanced front
set label 22 '78%' at 290.3572,187.22 center font ',28' textcolor rgb '#0072b2' noenhanced front
set label 23 '75%' at 617.7828,211.1888 center font ',28' textcolor rgb '#0072b2' noenhanced front
set label 24 '61%' at 945.2084,331.8891 center font ',28' textcolor rgb '#0072b2' noenhanced front
set label 25 '70%' at 1698.2872,261.9514 center font ',28' textcolor rgb '#444444' noenhanced front

# --- svg
regular = 'Inter&#44; Helvetica Neue&#44; Helvetica&#44; Arial&#44; sans-serif'
bold = 'Inter&#44; Helvetica Neue&#44; Helvetica&#44; Arial&#44; sans-serif" font-weight="bold'
dot = 1.05
set errorbars 0.86
do for [i=21:21] { set label i font bold.',45' }
do for [i=22:25] { set label i font bold.',28' }
set terminal svg size 1920,1080 noenhanced font regular.',28' background '#ffffff'
set output 'column-countries.svg'
plot $estimates using 2:(y1($1)):($2-95):($2+95):(y1(0)):(y1($1)):5 with boxxyerror fillstyle solid noborder linecolor rgb variable title 'Estimates', \
     $estimates using 2:(y1($1)):(y1($3)):(y1($4)) with yerrorbars pointtype 7 pointsize 0.05 linewidth 6 linecolor rgb '#ffffff' title 'Estimates', \
     $estimates using 2:(y1($1)):(y1($3)):(y1($4)) with yerrorbars pointtype 7 pointsize 0.05 linewidth 2.5 linecolor rgb '#1b1b1b' title 'Estimates'
unset output

# --- png
regular = 'Inter'
bold = 'Inter:Bold'
dot = 3
set errorbars 1
do for [i=21:21] { set label i font bold.',45' }
do for [i=22:25] { set label i font bold.',28' }
set terminal pngcairo size 1920,1080 noenhanced font regular.',28' fontscale 0.75 background '#ffffff'
set output 'column-countries.png'
replot
unset output

# --- pdf
regular = 'Inter'
bold = 'Inter:Bold'
dot = 1.65
set errorbars 1
do for [i=21:21] { set label i font bold.',45' }
do for [i=22:25] { set label i font bold.',28' }
set terminal pdfcairo size 13.3333in,7.5in noenhanced font regular.',28' fontscale 0.375 background '#ffffff'
set output 'column-countries.pdf'
replot
unset output
