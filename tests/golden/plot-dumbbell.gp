# Title: Interest in live-stream shopping
# Description: Dumbbell chart. How interested are you in shopping by live stream? Interested, % (95% confidence interval). United Kingdom, Women: 63% (61% to 65%); United Kingdom, Men: 58% (55% to 61%); Spain, Women: 78% (76% to 80%); Spain, Men: 72% (70% to 74%); France, Women: 67% (64% to 70%); France, Men: 65% (62% to 68%); Poland, Women: 80% (78% to 82%); Poland, Men: suppressed.
# Draws itself beside this file, by gnuplot 5.4 or later: gnuplot dumbbell.gp
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
x1(v) = 307.146735 + (v - 0.5) * 3641.64535997376
# value, height on the page, lower and upper limit, colour
$series1 << EOD
0.63 378.5956 0.606 0.654 0x0072b2
0.78 478.5956 0.757 0.803 0x0072b2
0.67 578.5956 0.644 0.6960000000000001 0x0072b2
0.8 678.5956 0.78 0.8200000000000001 0x0072b2
EOD
$series2 << EOD
0.58 378.5956 0.5509999999999999 0.609 0xd55e00
0.72 478.5956 0.696 0.744 0xd55e00
0.65 578.5956 0.623 0.677 0xd55e00
EOD
# from, to, height on the page
$bars1 << EOD
0.58 0.63 378.5956
0.72 0.78 478.5956
0.65 0.67 578.5956
EOD
set object 1 circle at 69,175.42 size 11 back fillcolor rgb '#0072b2' fillstyle solid noborder
set object 2 polygon from 229.1295,165.42 to 249.1295,165.42 to 249.1295,185.42 to 229.1295,185.42 to 229.1295,165.42 back fillcolor rgb '#d55e00' fillstyle solid noborder
set arrow 1 from 307.1467,328.5956 to 307.1467,728.5956 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 2 from 489.229,328.5956 to 489.229,728.5956 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 3 from 671.3113,328.5956 to 671.3113,728.5956 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 4 from 853.3935,328.5956 to 853.3935,728.5956 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 5 from 1035.4758,328.5956 to 1035.4758,728.5956 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 6 from 1217.5581,328.5956 to 1217.5581,728.5956 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 7 from 1399.6403,328.5956 to 1399.6403,728.5956 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 8 from 1581.7226,328.5956 to 1581.7226,728.5956 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set label 1 'How interested are you in shopping by live stream?  Interested, % (95% confidence interval)' at 58,116.9 left font ',28' textcolor rgb '#555555' noenhanced front
set label 2 'Base: n = 12,830, weighted; effective n of an estimate: 1,357 to 1,554. 95% confidence intervals: logit; strata: 20; clusters: 480. Suppressed: bases under 0. Source: Consumer interest' at 58,1010.84 left font ',20' textcolor rgb '#6b6b6b' noenhanced front
set label 3 'survey, 2021. Synthetic data.' at 58,1036.84 left font ',20' textcolor rgb '#6b6b6b' noenhanced front
set label 4 'United Kingdom' at 281.1467,378.5956 right font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 5 'Spain' at 281.1467,478.5956 right font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 6 'France' at 281.1467,578.5956 right font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 7 'Poland' at 281.1467,678.5956 right font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 8 'n = 1,887 / 1,743' at 1862,378.5956 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 9 'n = 1,871 / 1,729' at 1862,478.5956 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 10 'n = 1,934 / 1,696' at 1862,578.5956 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 11 'n = 1,942 / 28' at 1862,678.5956 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 12 '50%' at 307.1467,762.1956 center font ',24' textcolor rgb '#555555' noenhanced front
set label 13 '55%' at 489.229,762.1956 center font ',24' textcolor rgb '#555555' noenhanced front
set label 14 '60%' at 671.3113,762.1956 center font ',24' textcolor rgb '#555555' noenhanced front
set label 15 '65%' at 853.3935,762.1956 center font ',24' textcolor rgb '#555555' noenhanced front
set label 16 '70%' at 1035.4758,762.1956 center font ',24' textcolor rgb '#555555' noenhanced front
set label 17 '75%' at 1217.5581,762.1956 center font ',24' textcolor rgb '#555555' noenhanced front
set label 18 '80%' at 1399.6403,762.1956 center font ',24' textcolor rgb '#555555' noenhanced front
set label 19 '85%' at 1581.7226,762.1956 center font ',24' textcolor rgb '#555555' noenhanced front
set label 20 'suppressed' at 1312.8074,678.5956 right font ',28' textcolor rgb '#6b6b6b' noenhanced front
set label 21 'Interest in live-stream shopping' at 58,64.83 left font ',45' textcolor rgb '#1b1b1b' noenhanced front
set label 22 '58%' at 478.8706,378.5956 right font ',28' textcolor rgb '#b04d00' noenhanced front
set label 23 '63%' at 881.9601,378.5956 left font ',28' textcolor rgb '#0072b2' noenhanced front
set label 24 '72%' at 1006.9092,478.5956 right font ',28' textcolor rgb '#b04d00' noenhanced front
set label 25 '78%' at 1424.5653,478.5956 left font ',28' textcolor rgb '#0072b2' noenhanced front
set label 26 '65%' at 741.0691,578.5956 right font ',28' textcolor rgb '#b04d00' noenhanced front
set label 27 '67%' at 1034.9092,578.5956 left font ',28' textcolor rgb '#0072b2' noenhanced front
set label 28 '80%' at 1486.4733,678.5956 left font ',28' textcolor rgb '#0072b2' noenhanced front
set label 29 'Women' at 92,175.42 left font ',24' textcolor rgb '#0072b2' noenhanced front
set label 30 'Men' at 262.1295,175.42 left font ',24' textcolor rgb '#b04d00' noenhanced front

# --- svg
regular = 'Inter&#44; Helvetica Neue&#44; Helvetica&#44; Arial&#44; sans-serif'
bold = 'Inter&#44; Helvetica Neue&#44; Helvetica&#44; Arial&#44; sans-serif" font-weight="bold'
dot = 1.05
set errorbars 0.86
do for [i=21:21] { set label i font bold.',45' }
do for [i=22:28] { set label i font bold.',28' }
do for [i=29:30] { set label i font bold.',24' }
set terminal svg size 1920,1080 noenhanced font regular.',28' background '#ffffff'
set output 'dumbbell.svg'
plot $bars1 using (x1($1)):3:(x1($2)-x1($1)):(0) with vectors nohead linewidth 11 linecolor rgb '#e0e0e0' notitle, \
     $series1 using (x1($1)):2:(x1($3)):(x1($4)):5 with xerrorbars pointtype 7 pointsize 1.1*dot linewidth 2.2 linecolor rgb variable title 'Women', \
     $series2 using (x1($1)):2:(x1($3)):(x1($4)):5 with xerrorbars pointtype 5 pointsize 1.1*dot linewidth 2.2 linecolor rgb variable title 'Men'
unset output

# --- png
regular = 'Inter'
bold = 'Inter:Bold'
dot = 3
set errorbars 1
do for [i=21:21] { set label i font bold.',45' }
do for [i=22:28] { set label i font bold.',28' }
do for [i=29:30] { set label i font bold.',24' }
set terminal pngcairo size 1920,1080 noenhanced font regular.',28' fontscale 0.75 background '#ffffff'
set output 'dumbbell.png'
replot
unset output

# --- pdf
regular = 'Inter'
bold = 'Inter:Bold'
dot = 1.65
set errorbars 1
do for [i=21:21] { set label i font bold.',45' }
do for [i=22:28] { set label i font bold.',28' }
do for [i=29:30] { set label i font bold.',24' }
set terminal pdfcairo size 13.3333in,7.5in noenhanced font regular.',28' fontscale 0.375 background '#ffffff'
set output 'dumbbell.pdf'
replot
unset output
