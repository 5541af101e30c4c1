# Title: Polish and Spanish shoppers are the keenest on live-stream shopping
# Description: Dot chart. How interested are you in shopping by live stream? Interested, % (95% confidence interval). Poland: 78% (77% to 80%); Spain: 75% (74% to 77%); France: 66% (64% to 68%); United Kingdom: 61% (59% to 63%); All: 70% (69% to 71%).
# Draws itself beside this file, by gnuplot 5.4 or later: gnuplot dot-countries.gp
# Heights and text sizes are pixels of a page of 1920 x 1080.
reset
set encoding utf8
# value, height on the page, lower and upper limit, colour
$estimates << EOD
0.781 292.2508 0.766 0.796 0x0072b2
0.752 404.2508 0.736 0.768 0x0072b2
0.66 516.2508 0.642 0.678 0x0072b2
0.61 628.2508 0.593 0.627 0x0072b2
0.7004 790.6508 0.6921 0.7087 0x444444
EOD
set lmargin at screen 0.15997
set rmargin at screen 0.89505
set tmargin at screen 0.79058
set bmargin at screen 0.2254
set xrange [0.55:0.85]
set yrange [836.5708:226.1708]
unset key
unset border
unset ytics
set format x ''
set xtics 0.55,0.05 scale 0
set grid xtics back linetype 1 linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 2 from screen 0.03021,0.35243 to screen 0.96979,0.35243 nohead back linewidth 2 linecolor rgb '#e3e3e3'
set label 1 'How interested are you in shopping by live stream?  Interested, % (95% confidence interval)' at screen 0.03021,0.89202 left font ',28' textcolor rgb '#555555' noenhanced
set label 2 'Base: n = 14,460, weighted. 95% confidence intervals: logit; 20 strata, 480 clusters. Source: Consumer interest survey, 2021. Synthetic data.' at screen 0.03021,0.03981 left font ',20' textcolor rgb '#6b6b6b' noenhanced
set label 3 'Poland' at screen 0.14643,0.7294 right font ',29' textcolor rgb '#1b1b1b' noenhanced
set label 4 'Spain' at screen 0.14643,0.62569 right font ',29' textcolor rgb '#1b1b1b' noenhanced
set label 5 'France' at screen 0.14643,0.52199 right font ',29' textcolor rgb '#1b1b1b' noenhanced
set label 6 'United Kingdom' at screen 0.14643,0.41829 right font ',29' textcolor rgb '#1b1b1b' noenhanced
set label 7 'All' at screen 0.14643,0.26792 right font ',29' textcolor rgb '#1b1b1b' noenhanced
set label 8 'n = 3,600' at screen 0.96979,0.7294 right font ',22' textcolor rgb '#6b6b6b' noenhanced
set label 9 'n = 3,600' at screen 0.96979,0.62569 right font ',22' textcolor rgb '#6b6b6b' noenhanced
set label 10 'n = 3,630' at screen 0.96979,0.52199 right font ',22' textcolor rgb '#6b6b6b' noenhanced
set label 11 'n = 3,630' at screen 0.96979,0.41829 right font ',22' textcolor rgb '#6b6b6b' noenhanced
set label 12 'n = 14,460' at screen 0.96979,0.26792 right font ',22' textcolor rgb '#6b6b6b' noenhanced
set label 13 '55%' at screen 0.15997,0.19429 center font ',24' textcolor rgb '#555555' noenhanced
set label 14 '60%' at screen 0.28249,0.19429 center font ',24' textcolor rgb '#555555' noenhanced
set label 15 '65%' at screen 0.405,0.19429 center font ',24' textcolor rgb '#555555' noenhanced
set label 16 '70%' at screen 0.52751,0.19429 center font ',24' textcolor rgb '#555555' noenhanced
set label 17 '75%' at screen 0.65002,0.19429 center font ',24' textcolor rgb '#555555' noenhanced
set label 18 '80%' at screen 0.77254,0.19429 center font ',24' textcolor rgb '#555555' noenhanced
set label 19 '85%' at screen 0.89505,0.19429 center font ',24' textcolor rgb '#555555' noenhanced
set label 20 'Polish and Spanish shoppers are the keenest on live-stream shopping' at screen 0.03021,0.94023 left font ',45' textcolor rgb '#1b1b1b' noenhanced
set label 21 '78%' at screen 0.72598,0.76458 center font ',28' textcolor rgb '#0072b2' noenhanced
set label 22 '75%' at screen 0.65492,0.66088 center font ',28' textcolor rgb '#0072b2' noenhanced
set label 23 '66%' at screen 0.4295,0.55718 center font ',28' textcolor rgb '#0072b2' noenhanced
set label 24 '61%' at screen 0.30699,0.45347 center font ',28' textcolor rgb '#0072b2' noenhanced
set label 25 '70%' at screen 0.52849,0.3031 center font ',28' textcolor rgb '#444444' noenhanced

regular = 'Inter&#44; Helvetica Neue&#44; Helvetica&#44; Arial&#44; sans-serif'
bold = 'Inter&#44; Helvetica Neue&#44; Helvetica&#44; Arial&#44; sans-serif" font-weight="bold'
dot = 1.05
set errorbars 0.86
do for [i=20:20] { set label i font bold.',45' }
do for [i=21:25] { set label i font bold.',28' }
set terminal svg size 1920,1080 noenhanced font regular.',28' background '#ffffff'
set output 'dot-countries.svg'
plot $estimates using 1:2:3:4:5 with xerrorbars pointtype 7 pointsize dot linewidth 4 linecolor rgb variable title 'Estimates'

regular = 'Inter'
bold = 'Inter:Bold'
dot = 3
set errorbars 1
do for [i=20:20] { set label i font bold.',45' }
do for [i=21:25] { set label i font bold.',28' }
set terminal pngcairo size 1920,1080 noenhanced font regular.',28' fontscale 0.75 background '#ffffff'
set output 'dot-countries.png'
replot

regular = 'Inter'
bold = 'Inter:Bold'
dot = 1.65
set errorbars 1
do for [i=20:20] { set label i font bold.',45' }
do for [i=21:25] { set label i font bold.',28' }
set terminal pdfcairo size 13.333in,7.5in noenhanced font regular.',28' fontscale 0.375 background '#ffffff'
set output 'dot-countries.pdf'
replot
unset output
