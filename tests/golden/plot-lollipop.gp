# Title: Interest in live-stream shopping
# Description: Lollipop chart. How interested are you in shopping by live stream? Interested, % (95% confidence interval). Poland, Women: 80% (78% to 82%); Poland, Men: suppressed; Spain, Women: 78% (76% to 80%); Spain, Men: 72% (70% to 74%); France, Women: 67% (64% to 70%); France, Men: 65% (62% to 68%); United Kingdom, Women: 63% (61% to 65%); United Kingdom, Men: 58% (55% to 61%).
# Draws itself beside this file, by gnuplot 5.4 or later: gnuplot lollipop.gp
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
x1(v) = 307.146735 + (v - 0) * 1425.440105
# value, height on the page, lower and upper limit, colour
$series1 << EOD
0.8 330.9116 0.78 0.8200000000000001 0x0072b2
0.78 455.1116 0.757 0.803 0x0072b2
0.67 579.3116 0.644 0.6960000000000001 0x0072b2
0.63 703.5116 0.606 0.654 0x0072b2
EOD
$series2 << EOD
0.72 501.1116 0.696 0.744 0xd55e00
0.65 625.3116 0.623 0.677 0xd55e00
0.58 749.5116 0.5509999999999999 0.609 0xd55e00
EOD
set object 1 circle at 69,175.42 size 11 back fillcolor rgb '#0072b2' fillstyle solid noborder
set object 2 polygon from 229.1295,165.42 to 249.1295,165.42 to 249.1295,185.42 to 229.1295,185.42 to 229.1295,165.42 back fillcolor rgb '#d55e00' fillstyle solid noborder
set arrow 1 from 307.1467,291.8116 to 307.1467,788.6116 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 2 from 592.2348,291.8116 to 592.2348,788.6116 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 3 from 877.3228,291.8116 to 877.3228,788.6116 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 4 from 1162.4108,291.8116 to 1162.4108,788.6116 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 5 from 1447.4988,291.8116 to 1447.4988,788.6116 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 6 from 1732.5868,291.8116 to 1732.5868,788.6116 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 7 from 307.1467,291.8116 to 307.1467,788.6116 nohead back linewidth 2 linecolor rgb '#8c8c8c'
set label 1 'How interested are you in shopping by live stream?  Interested, % (95% confidence interval)' at 58,116.9 left font ',28' textcolor rgb '#555555' noenhanced front
set label 2 'Base: n = 12,830, weighted; effective n of an estimate: 1,357 to 1,554. 95% confidence intervals: logit; strata: 20; clusters: 480. Suppressed: bases under 0. Source: Consumer interest' at 58,1010.84 left font ',20' textcolor rgb '#6b6b6b' noenhanced front
set label 3 'survey, 2021. Synthetic data.' at 58,1036.84 left font ',20' textcolor rgb '#6b6b6b' noenhanced front
set label 4 'Poland' at 281.1467,353.9116 right font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 5 'Spain' at 281.1467,478.1116 right font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 6 'France' at 281.1467,602.3116 right font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 7 'United Kingdom' at 281.1467,726.5116 right font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 8 'n = 1,942' at 1862,330.9116 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 9 'n = 28' at 1862,376.9116 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 10 'n = 1,871' at 1862,455.1116 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 11 'n = 1,729' at 1862,501.1116 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 12 'n = 1,934' at 1862,579.3116 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 13 'n = 1,696' at 1862,625.3116 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 14 'n = 1,887' at 1862,703.5116 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 15 'n = 1,743' at 1862,749.5116 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 16 'suppressed' at 323.1467,376.9116 left font ',28' textcolor rgb '#6b6b6b' noenhanced front
set label 17 '0%' at 307.1467,822.2116 center font ',24' textcolor rgb '#555555' noenhanced front
set label 18 '20%' at 592.2348,822.2116 center font ',24' textcolor rgb '#555555' noenhanced front
set label 19 '40%' at 877.3228,822.2116 center font ',24' textcolor rgb '#555555' noenhanced front
set label 20 '60%' at 1162.4108,822.2116 center font ',24' textcolor rgb '#555555' noenhanced front
set label 21 '80%' at 1447.4988,822.2116 center font ',24' textcolor rgb '#555555' noenhanced front
set label 22 '100%' at 1732.5868,822.2116 center font ',24' textcolor rgb '#555555' noenhanced front
set label 23 'Interest in live-stream shopping' at 58,64.83 left font ',45' textcolor rgb '#1b1b1b' noenhanced front
set label 24 '80%' at 1492.0076,330.9116 left font ',28' textcolor rgb '#0072b2' noenhanced front
set label 25 '78%' at 1467.7751,455.1116 left font ',28' textcolor rgb '#0072b2' noenhanced front
set label 26 '72%' at 1383.6742,501.1116 left font ',28' textcolor rgb '#b04d00' noenhanced front
set label 27 '67%' at 1315.253,579.3116 left font ',28' textcolor rgb '#0072b2' noenhanced front
set label 28 '65%' at 1288.1697,625.3116 left font ',28' textcolor rgb '#b04d00' noenhanced front
set label 29 '63%' at 1255.3846,703.5116 left font ',28' textcolor rgb '#0072b2' noenhanced front
set label 30 '58%' at 1191.2398,749.5116 left font ',28' textcolor rgb '#b04d00' noenhanced front
set label 31 'Women' at 92,175.42 left font ',24' textcolor rgb '#0072b2' noenhanced front
set label 32 'Men' at 262.1295,175.42 left font ',24' textcolor rgb '#b04d00' noenhanced front

# --- svg
regular = 'Inter&#44; Helvetica Neue&#44; Helvetica&#44; Arial&#44; sans-serif'
bold = 'Inter&#44; Helvetica Neue&#44; Helvetica&#44; Arial&#44; sans-serif" font-weight="bold'
dot = 1.05
set errorbars 0.86
do for [i=23:23] { set label i font bold.',45' }
do for [i=24:30] { set label i font bold.',28' }
do for [i=31:32] { set label i font bold.',24' }
set terminal svg size 1920,1080 noenhanced font regular.',28' background '#ffffff'
set output 'lollipop.svg'
plot $series1 using (x1($1)):2:(x1($3)):(x1($4)):($2-6.82):($2+6.82):5 with boxxyerror fillstyle transparent solid 0.28 noborder linecolor rgb variable title 'Women', \
     $series1 using (x1(0)):2:(x1($1)-x1(0)):(0):5 with vectors nohead linewidth 3 linecolor rgb variable title 'Women', \
     $series1 using (x1($1)):2:5 with points pointtype 7 pointsize 1.15*dot linecolor rgb variable title 'Women', \
     $series2 using (x1($1)):2:(x1($3)):(x1($4)):($2-6.82):($2+6.82):5 with boxxyerror fillstyle transparent solid 0.28 noborder linecolor rgb variable title 'Men', \
     $series2 using (x1(0)):2:(x1($1)-x1(0)):(0):5 with vectors nohead linewidth 3 linecolor rgb variable title 'Men', \
     $series2 using (x1($1)):2:5 with points pointtype 5 pointsize 1.15*dot linecolor rgb variable title 'Men'
unset output

# --- png
regular = 'Inter'
bold = 'Inter:Bold'
dot = 3
set errorbars 1
do for [i=23:23] { set label i font bold.',45' }
do for [i=24:30] { set label i font bold.',28' }
do for [i=31:32] { set label i font bold.',24' }
set terminal pngcairo size 1920,1080 noenhanced font regular.',28' fontscale 0.75 background '#ffffff'
set output 'lollipop.png'
replot
unset output

# --- pdf
regular = 'Inter'
bold = 'Inter:Bold'
dot = 1.65
set errorbars 1
do for [i=23:23] { set label i font bold.',45' }
do for [i=24:30] { set label i font bold.',28' }
do for [i=31:32] { set label i font bold.',24' }
set terminal pdfcairo size 13.3333in,7.5in noenhanced font regular.',28' fontscale 0.375 background '#ffffff'
set output 'lollipop.pdf'
replot
unset output
