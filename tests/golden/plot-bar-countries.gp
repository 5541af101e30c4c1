# Title: Interest in live-stream shopping
# Description: Bar chart. How interested are you in shopping by live stream? Interested, % (95% confidence interval). Poland: 78% (77% to 80%); Spain: 75% (74% to 77%); United Kingdom: 61% (59% to 63%); France: suppressed; All: 70% (69% to 71%).
# Draws itself beside this file, by gnuplot 5.4 or later: gnuplot bar-countries.gp
# Heights and text sizes are pixels of a page of 1920 x 1080.
reset
set encoding utf8
# value, height on the page, lower and upper limit, colour
$estimates << EOD
0.781 294.7388 0.766 0.796 0x0072b2
0.752 398.7388 0.736 0.768 0x929292
0.61 502.7388 0.593 0.627 0x929292
0.7004 757.5388 0.6921 0.7087 0x444444
EOD
set lmargin at screen 0.15997
set rmargin at screen 0.85891
set tmargin at screen 0.77524
set bmargin at screen 0.25043
set xrange [0:0.8]
set yrange [809.5388:242.7388]
unset key
unset border
unset ytics
set format x ''
set xtics 0,0.2 scale 0
set grid xtics back linetype 1 linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 1 from screen 0.15997,0.77524 to screen 0.15997,0.25043 nohead back linewidth 2 linecolor rgb '#8c8c8c'
set arrow 2 from screen 0.03021,0.36839 to screen 0.96979,0.36839 nohead back linewidth 2 linecolor rgb '#e3e3e3'
set label 1 'How interested are you in shopping by live stream?  Interested, % (95% confidence interval)' at screen 0.03021,0.89202 left font ',28' textcolor rgb '#555555' noenhanced
set label 2 'Base: n = 14,460, weighted. 95% confidence intervals: logit; 20 strata, 480 clusters. Source: Consumer interest survey, 2021. Synthetic data.' at screen 0.03021,0.03981 left font ',20' textcolor rgb '#6b6b6b' noenhanced
set label 3 'Poland' at screen 0.14643,0.72709 right font ',29' textcolor rgb '#1b1b1b' noenhanced
set label 4 'Spain' at screen 0.14643,0.6308 right font ',29' textcolor rgb '#1b1b1b' noenhanced
set label 5 'United Kingdom' at screen 0.14643,0.5345 right font ',29' textcolor rgb '#1b1b1b' noenhanced
set label 6 'France' at screen 0.14643,0.4382 right font ',29' textcolor rgb '#1b1b1b' noenhanced
set label 7 'All' at screen 0.14643,0.29858 right font ',29' textcolor rgb '#1b1b1b' noenhanced
set label 8 'n = 3,600' at screen 0.96979,0.72709 right font ',22' textcolor rgb '#6b6b6b' noenhanced
set label 9 'n = 3,600' at screen 0.96979,0.6308 right font ',22' textcolor rgb '#6b6b6b' noenhanced
set label 10 'n = 3,630' at screen 0.96979,0.5345 right font ',22' textcolor rgb '#6b6b6b' noenhanced
set label 11 'n = 28' at screen 0.96979,0.4382 right font ',22' textcolor rgb '#6b6b6b' noenhanced
set label 12 'n = 14,460' at screen 0.96979,0.29858 right font ',22' textcolor rgb '#6b6b6b' noenhanced
set label 13 'suppressed' at screen 0.16831,0.4382 left font ',28' textcolor rgb '#6b6b6b' noenhanced
set label 14 '0%' at screen 0.15997,0.21932 center font ',24' textcolor rgb '#555555' noenhanced
set label 15 '20%' at screen 0.33471,0.21932 center font ',24' textcolor rgb '#555555' noenhanced
set label 16 '40%' at screen 0.50944,0.21932 center font ',24' textcolor rgb '#555555' noenhanced
set label 17 '60%' at screen 0.68417,0.21932 center font ',24' textcolor rgb '#555555' noenhanced
set label 18 '80%' at screen 0.85891,0.21932 center font ',24' textcolor rgb '#555555' noenhanced
set label 19 'Interest in live-stream shopping' at screen 0.03021,0.94023 left font ',45' textcolor rgb '#1b1b1b' noenhanced
set label 20 '78%' at screen 0.86374,0.72709 left font ',28' textcolor rgb '#0072b2' noenhanced
set label 21 '75%' at screen 0.83928,0.6308 left font ',28' textcolor rgb '#6b6b6b' noenhanced
set label 22 '61%' at screen 0.71609,0.5345 left font ',28' textcolor rgb '#6b6b6b' noenhanced
set label 23 '70%' at screen 0.78747,0.29858 left font ',28' textcolor rgb '#444444' noenhanced

regular = 'Inter&#44; Helvetica Neue&#44; Helvetica&#44; Arial&#44; sans-serif'
bold = 'Inter&#44; Helvetica Neue&#44; Helvetica&#44; Arial&#44; sans-serif" font-weight="bold'
dot = 1.05
set errorbars 0.86
do for [i=19:19] { set label i font bold.',45' }
do for [i=20:23] { set label i font bold.',28' }
set terminal svg size 1920,1080 noenhanced font regular.',28' background '#ffffff'
set output 'bar-countries.svg'
plot $estimates using 1:2:(0):1:($2-32.24):($2+32.24):5 with boxxyerror fillstyle solid noborder linecolor rgb variable title 'Estimates', \
     $estimates using 1:2:3:4 with xerrorbars pointtype 7 pointsize 0.05 linewidth 6 linecolor rgb '#ffffff' title 'Estimates', \
     $estimates using 1:2:3:4 with xerrorbars pointtype 7 pointsize 0.05 linewidth 2.5 linecolor rgb '#1b1b1b' title 'Estimates'

regular = 'Inter'
bold = 'Inter:Bold'
dot = 3
set errorbars 1
do for [i=19:19] { set label i font bold.',45' }
do for [i=20:23] { set label i font bold.',28' }
set terminal pngcairo size 1920,1080 noenhanced font regular.',28' fontscale 0.75 background '#ffffff'
set output 'bar-countries.png'
replot

regular = 'Inter'
bold = 'Inter:Bold'
dot = 1.65
set errorbars 1
do for [i=19:19] { set label i font bold.',45' }
do for [i=20:23] { set label i font bold.',28' }
set terminal pdfcairo size 13.333in,7.5in noenhanced font regular.',28' fontscale 0.375 background '#ffffff'
set output 'bar-countries.pdf'
replot
unset output
