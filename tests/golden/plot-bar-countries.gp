# Title: Interest in live-stream shopping
# Description: Bar chart. How interested are you in shopping by live stream? Interested, % (95% confidence interval). Poland: 78% (77% to 80%); Spain: 75% (74% to 77%); United Kingdom: 61% (59% to 63%); France: suppressed; All: 70% (69% to 71%).
# Draws itself beside this file, by gnuplot 5.4 or later: gnuplot bar-countries.gp
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
x1(v) = 307.146735 + (v - 0) * 1677.439164572864
# value, height on the page, lower and upper limit, colour
$estimates << EOD
0.781 284.9716 0.766 0.796 0x0072b2
0.752 388.9716 0.736 0.768 0x929292
0.61 492.9716 0.593 0.627 0x929292
0.7004 747.7716 0.6921 0.7087 0x444444
EOD
set arrow 1 from 58,672.3716 to 1862,672.3716 nohead back linewidth 2 linecolor rgb '#e3e3e3'
set arrow 2 from 307.1467,232.9716 to 307.1467,799.7716 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 3 from 642.6346,232.9716 to 642.6346,799.7716 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 4 from 978.1224,232.9716 to 978.1224,799.7716 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 5 from 1313.6102,232.9716 to 1313.6102,799.7716 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 6 from 1649.0981,232.9716 to 1649.0981,799.7716 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 7 from 307.1467,232.9716 to 307.1467,799.7716 nohead back linewidth 2 linecolor rgb '#8c8c8c'
set label 1 'How interested are you in shopping by live stream?  Interested, % (95% confidence interval)' at 58,116.9 left font ',28' textcolor rgb '#555555' noenhanced front
set label 2 'Base: n = 14,460, weighted; effective n of an estimate: 2,880 to 11,568. 95% confidence intervals: logit; strata: 20; clusters: 480. Suppressed: bases under 0. Source: Consumer interest' at 58,1010.84 left font ',20' textcolor rgb '#6b6b6b' noenhanced front
set label 3 'survey, 2021. Synthetic data.' at 58,1036.84 left font ',20' textcolor rgb '#6b6b6b' noenhanced front
set label 4 'Poland' at 281.1467,284.9716 right font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 5 'Spain' at 281.1467,388.9716 right font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 6 'United Kingdom' at 281.1467,492.9716 right font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 7 'France' at 281.1467,596.9716 right font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 8 'All' at 281.1467,747.7716 right font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 9 'n = 3,600' at 1862,284.9716 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 10 'n = 3,600' at 1862,388.9716 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 11 'n = 3,630' at 1862,492.9716 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 12 'n = 28' at 1862,596.9716 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 13 'n = 14,460' at 1862,747.7716 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 14 'suppressed' at 323.1467,596.9716 left font ',28' textcolor rgb '#6b6b6b' noenhanced front
set label 15 '0%' at 307.1467,833.3716 center font ',24' textcolor rgb '#555555' noenhanced front
set label 16 '20%' at 642.6346,833.3716 center font ',24' textcolor rgb '#555555' noenhanced front
set label 17 '40%' at 978.1224,833.3716 center font ',24' textcolor rgb '#555555' noenhanced front
set label 18 '60%' at 1313.6102,833.3716 center font ',24' textcolor rgb '#555555' noenhanced front
set label 19 '80%' at 1649.0981,833.3716 center font ',24' textcolor rgb '#555555' noenhanced front
set label 20 'Interest in live-stream shopping' at 58,64.83 left font ',45' textcolor rgb '#1b1b1b' noenhanced front
set label 21 '78%' at 1658.3883,284.9716 left font ',28' textcolor rgb '#0072b2' noenhanced front
set label 22 '75%' at 1611.42,388.9716 left font ',28' textcolor rgb '#6b6b6b' noenhanced front
set label 23 '61%' at 1374.9011,492.9716 left font ',28' textcolor rgb '#6b6b6b' noenhanced front
set label 24 '70%' at 1511.9479,747.7716 left font ',28' textcolor rgb '#444444' noenhanced front

# --- svg
regular = 'Inter&#44; Helvetica Neue&#44; Helvetica&#44; Arial&#44; sans-serif'
bold = 'Inter&#44; Helvetica Neue&#44; Helvetica&#44; Arial&#44; sans-serif" font-weight="bold'
dot = 1.05
set errorbars 0.86
do for [i=20:20] { set label i font bold.',45' }
do for [i=21:24] { set label i font bold.',28' }
set terminal svg size 1920,1080 noenhanced font regular.',28' background '#ffffff'
set output 'bar-countries.svg'
plot $estimates using (x1($1)):2:(x1(0)):(x1($1)):($2-32.24):($2+32.24):5 with boxxyerror fillstyle solid noborder linecolor rgb variable title 'Estimates', \
     $estimates using (x1($1)):2:(x1($3)):(x1($4)) with xerrorbars pointtype 7 pointsize 0.05 linewidth 6 linecolor rgb '#ffffff' title 'Estimates', \
     $estimates using (x1($1)):2:(x1($3)):(x1($4)) with xerrorbars pointtype 7 pointsize 0.05 linewidth 2.5 linecolor rgb '#1b1b1b' title 'Estimates'
unset output

# --- png
regular = 'Inter'
bold = 'Inter:Bold'
dot = 3
set errorbars 1
do for [i=20:20] { set label i font bold.',45' }
do for [i=21:24] { set label i font bold.',28' }
set terminal pngcairo size 1920,1080 noenhanced font regular.',28' fontscale 0.75 background '#ffffff'
set output 'bar-countries.png'
replot
unset output

# --- pdf
regular = 'Inter'
bold = 'Inter:Bold'
dot = 1.65
set errorbars 1
do for [i=20:20] { set label i font bold.',45' }
do for [i=21:24] { set label i font bold.',28' }
set terminal pdfcairo size 13.3333in,7.5in noenhanced font regular.',28' fontscale 0.375 background '#ffffff'
set output 'bar-countries.pdf'
replot
unset output
