# Title: Interest in live-stream shopping
# Description: Bar chart. How interested are you in shopping by live stream? Interested, % (95% confidence interval). Interested: 70.0% (69.2% to 70.9%).
# Draws itself beside this file, by gnuplot 5.4 or later: gnuplot bar-one.gp
# Heights and text sizes are pixels of a page of 1920 x 1080.
reset
set encoding utf8
# value, height on the page, lower and upper limit, colour
$estimates << EOD
0.7004 470.6028 0.6921 0.7087 0x0072b2
EOD
set lmargin at screen 0.11794
set rmargin at screen 0.89505
set tmargin at screen 0.6124
set bmargin at screen 0.51611
set xrange [0:0.8]
set yrange [522.6028:418.6028]
unset key
unset border
unset ytics
set format x ''
set xtics 0,0.2 scale 0
set grid xtics back linetype 1 linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 1 from screen 0.11794,0.6124 to screen 0.11794,0.51611 nohead back linewidth 2 linecolor rgb '#8c8c8c'
set label 1 'How interested are you in shopping by live stream?  Interested, % (95% confidence interval)' at screen 0.03021,0.89202 left font ',28' textcolor rgb '#555555' noenhanced
set label 2 'Base: n = 14,460, weighted. 95% confidence intervals: logit; 20 strata, 480 clusters. Source: Consumer interest survey, 2021. Synthetic data.' at screen 0.03021,0.03981 left font ',20' textcolor rgb '#6b6b6b' noenhanced
set label 3 'Interested' at screen 0.10439,0.56426 right font ',29' textcolor rgb '#1b1b1b' noenhanced
set label 4 'n = 14,460' at screen 0.96979,0.56426 right font ',22' textcolor rgb '#6b6b6b' noenhanced
set label 5 '0%' at screen 0.11794,0.485 center font ',24' textcolor rgb '#555555' noenhanced
set label 6 '20%' at screen 0.31221,0.485 center font ',24' textcolor rgb '#555555' noenhanced
set label 7 '40%' at screen 0.50649,0.485 center font ',24' textcolor rgb '#555555' noenhanced
set label 8 '60%' at screen 0.70077,0.485 center font ',24' textcolor rgb '#555555' noenhanced
set label 9 '80%' at screen 0.89505,0.485 center font ',24' textcolor rgb '#555555' noenhanced
set label 10 'Interest in live-stream shopping' at screen 0.03021,0.94023 left font ',45' textcolor rgb '#1b1b1b' noenhanced
set label 11 '70.0%' at screen 0.8147,0.56426 left font ',28' textcolor rgb '#0072b2' noenhanced

regular = 'Inter&#44; Helvetica Neue&#44; Helvetica&#44; Arial&#44; sans-serif'
bold = 'Inter&#44; Helvetica Neue&#44; Helvetica&#44; Arial&#44; sans-serif" font-weight="bold'
dot = 1.05
set errorbars 0.86
do for [i=10:10] { set label i font bold.',45' }
do for [i=11:11] { set label i font bold.',28' }
set terminal svg size 1920,1080 noenhanced font regular.',28' background '#ffffff'
set output 'bar-one.svg'
plot $estimates using 1:2:(0):1:($2-32.24):($2+32.24):5 with boxxyerror fillstyle solid noborder linecolor rgb variable title 'Estimates', \
     $estimates using 1:2:3:4 with xerrorbars pointtype 7 pointsize 0.05 linewidth 6 linecolor rgb '#ffffff' title 'Estimates', \
     $estimates using 1:2:3:4 with xerrorbars pointtype 7 pointsize 0.05 linewidth 2.5 linecolor rgb '#1b1b1b' title 'Estimates'

regular = 'Inter'
bold = 'Inter:Bold'
dot = 3
set errorbars 1
do for [i=10:10] { set label i font bold.',45' }
do for [i=11:11] { set label i font bold.',28' }
set terminal pngcairo size 1920,1080 noenhanced font regular.',28' fontscale 0.75 background '#ffffff'
set output 'bar-one.png'
replot

regular = 'Inter'
bold = 'Inter:Bold'
dot = 1.65
set errorbars 1
do for [i=10:10] { set label i font bold.',45' }
do for [i=11:11] { set label i font bold.',28' }
set terminal pdfcairo size 13.333in,7.5in noenhanced font regular.',28' fontscale 0.375 background '#ffffff'
set output 'bar-one.pdf'
replot
unset output
