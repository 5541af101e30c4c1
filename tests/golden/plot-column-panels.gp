# Title: Interest in live-stream shopping
# Description: Column chart. How interested are you? Share, % (95% confidence interval). Spain: Not interested: 20% (18% to 22%); Neutral: 12% (10% to 14%); Interested: 68% (66% to 70%); Poland: Not interested: 18% (16% to 20%); Neutral: 11% (9% to 13%); Interested: 71% (69% to 73%).
# Draws itself beside this file, by gnuplot 5.4 or later: gnuplot column-panels.gp
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
y1(v) = 871.42 + (v - 0) * -874.4999999999999
# value, place on the page, lower and upper limit, colour
$estimates << EOD
0.2 264.3711 0.18000000000000002 0.22 0x0072b2
0.12 539.8243 0.104 0.136 0x0072b2
0.68 815.2776 0.662 0.6980000000000001 0x0072b2
0.18 1173.3668 0.16499999999999998 0.195 0x0072b2
0.11 1448.8201 0.09 0.13 0x0072b2
0.71 1724.2734 0.69 0.73 0x0072b2
EOD
set arrow 1 from 134.6444,961.04 to 945.0042,961.04 nohead back linewidth 2 linecolor rgb '#8c8c8c'
set arrow 2 from 1043.6402,961.04 to 1854,961.04 nohead back linewidth 2 linecolor rgb '#8c8c8c'
set arrow 3 from 126.6444,871.42 to 1862,871.42 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 4 from 126.6444,696.52 to 1862,696.52 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 5 from 126.6444,521.62 to 1862,521.62 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 6 from 126.6444,346.72 to 1862,346.72 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 7 from 126.6444,171.82 to 1862,171.82 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 8 from 126.6444,871.42 to 1862,871.42 nohead front linewidth 2 linecolor rgb '#8c8c8c'
set label 1 'How interested are you?  Share, % (95% confidence interval)' at 58,116.9 left font ',28' textcolor rgb '#555555' noenhanced front
set label 2 'Base: n = 7,200, weighted; effective n of an estimate: 2,880. 95% confidence intervals: logit; strata: 20; clusters: 480. Source: Consumer interest survey, 2021. Synthetic data.' at 58,1036.84 left font ',20' textcolor rgb '#6b6b6b' noenhanced front
set label 3 'Not interested' at 264.3711,901.73 center font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 4 'Neutral' at 539.8243,901.73 center font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 5 'Interested' at 815.2776,901.73 center font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 6 'Not interested' at 1173.3668,901.73 center font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 7 'Neutral' at 1448.8201,901.73 center font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 8 'Interested' at 1724.2734,901.73 center font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 9 'n =' at 108.6444,937.54 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 10 '3,600' at 264.3711,937.54 center font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 11 '3,600' at 539.8243,937.54 center font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 12 '3,600' at 815.2776,937.54 center font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 13 '3,600' at 1173.3668,937.54 center font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 14 '3,600' at 1448.8201,937.54 center font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 15 '3,600' at 1724.2734,937.54 center font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 16 '0%' at 108.6444,871.42 right font ',24' textcolor rgb '#555555' noenhanced front
set label 17 '20%' at 108.6444,696.52 right font ',24' textcolor rgb '#555555' noenhanced front
set label 18 '40%' at 108.6444,521.62 right font ',24' textcolor rgb '#555555' noenhanced front
set label 19 '60%' at 108.6444,346.72 right font ',24' textcolor rgb '#555555' noenhanced front
set label 20 '80%' at 108.6444,171.82 right font ',24' textcolor rgb '#555555' noenhanced front
set label 21 'Interest in live-stream shopping' at 58,64.83 left font ',45' textcolor rgb '#1b1b1b' noenhanced front
set label 22 '20%' at 264.3711,656.63 center font ',28' textcolor rgb '#0072b2' noenhanced front
set label 23 '12%' at 539.8243,730.088 center font ',28' textcolor rgb '#0072b2' noenhanced front
set label 24 '68%' at 815.2776,238.619 center font ',28' textcolor rgb '#0072b2' noenhanced front
set label 25 '18%' at 1173.3668,678.4925 center font ',28' textcolor rgb '#0072b2' noenhanced front
set label 26 '11%' at 1448.8201,735.335 center font ',28' textcolor rgb '#0072b2' noenhanced front
set label 27 '71%' at 1724.2734,210.635 center font ',28' textcolor rgb '#0072b2' noenhanced front
set label 28 'Spain' at 539.8243,985.04 center font ',24' textcolor rgb '#1b1b1b' noenhanced front
set label 29 'Poland' at 1448.8201,985.04 center font ',24' textcolor rgb '#1b1b1b' noenhanced front

# --- svg
regular = 'Inter&#44; Helvetica Neue&#44; Helvetica&#44; Arial&#44; sans-serif'
bold = 'Inter&#44; Helvetica Neue&#44; Helvetica&#44; Arial&#44; sans-serif" font-weight="bold'
dot = 1.05
set errorbars 0.86
do for [i=21:21] { set label i font bold.',45' }
do for [i=22:27] { set label i font bold.',28' }
do for [i=28:29] { set label i font bold.',24' }
set terminal svg size 1920,1080 noenhanced font regular.',28' background '#ffffff'
set output 'column-panels.svg'
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
do for [i=22:27] { set label i font bold.',28' }
do for [i=28:29] { set label i font bold.',24' }
set terminal pngcairo size 1920,1080 noenhanced font regular.',28' fontscale 0.75 background '#ffffff'
set output 'column-panels.png'
replot
unset output

# --- pdf
regular = 'Inter'
bold = 'Inter:Bold'
dot = 1.65
set errorbars 1
do for [i=21:21] { set label i font bold.',45' }
do for [i=22:27] { set label i font bold.',28' }
do for [i=28:29] { set label i font bold.',24' }
set terminal pdfcairo size 13.3333in,7.5in noenhanced font regular.',28' fontscale 0.375 background '#ffffff'
set output 'column-panels.pdf'
replot
unset output
