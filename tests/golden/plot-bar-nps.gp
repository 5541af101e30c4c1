# Title: Interest in live-stream shopping
# Description: Bar chart. Would you recommend live-stream shopping? Net Promoter Score. Poland: +25 (+21 to +29); Spain: +12 (+8 to +16); France: −3 (−7 to +1); United Kingdom: −21 (−26 to −17).
# Draws itself beside this file, by gnuplot 5.4 or later: gnuplot bar-nps.gp
# Heights and text sizes are pixels of a page of 1920 x 1080.
reset
set encoding utf8
# value, height on the page, lower and upper limit, colour
$estimates << EOD
24.8 352.0428 20.900000000000002 28.7 0x0072b2
12.2 456.0428 7.999999999999999 16.4 0x0072b2
-3.3 560.0428 -7.3 0.7000000000000002 0x0072b2
-21.4 664.0428 -25.5 -17.299999999999997 0x0072b2
EOD
set lmargin at screen 0.15997
set rmargin at screen 0.87889
set tmargin at screen 0.72218
set bmargin at screen 0.337
set xrange [-30:30]
set yrange [716.0428:300.0428]
unset key
unset border
unset ytics
set format x ''
set xtics -30,10 scale 0
set grid xtics back linetype 1 linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 1 from screen 0.51943,0.72218 to screen 0.51943,0.337 nohead back linewidth 2 linecolor rgb '#8c8c8c'
set label 1 'Would you recommend live-stream shopping? Net Promoter Score' at screen 0.03021,0.89202 left font ',28' textcolor rgb '#555555' noenhanced
set label 2 'Base: n = 14,460, weighted. 95% confidence intervals: Wald; 20 strata, 480 clusters. Source: Consumer interest survey, 2021. Synthetic data.' at screen 0.03021,0.03981 left font ',20' textcolor rgb '#6b6b6b' noenhanced
set label 3 'Poland' at screen 0.14643,0.67403 right font ',29' textcolor rgb '#1b1b1b' noenhanced
set label 4 'Spain' at screen 0.14643,0.57774 right font ',29' textcolor rgb '#1b1b1b' noenhanced
set label 5 'France' at screen 0.14643,0.48144 right font ',29' textcolor rgb '#1b1b1b' noenhanced
set label 6 'United Kingdom' at screen 0.14643,0.38515 right font ',29' textcolor rgb '#1b1b1b' noenhanced
set label 7 'n = 3,600' at screen 0.96979,0.67403 right font ',22' textcolor rgb '#6b6b6b' noenhanced
set label 8 'n = 3,600' at screen 0.96979,0.57774 right font ',22' textcolor rgb '#6b6b6b' noenhanced
set label 9 'n = 3,630' at screen 0.96979,0.48144 right font ',22' textcolor rgb '#6b6b6b' noenhanced
set label 10 'n = 3,630' at screen 0.96979,0.38515 right font ',22' textcolor rgb '#6b6b6b' noenhanced
set label 11 '−30' at screen 0.15997,0.30589 center font ',24' textcolor rgb '#555555' noenhanced
set label 12 '−20' at screen 0.27979,0.30589 center font ',24' textcolor rgb '#555555' noenhanced
set label 13 '−10' at screen 0.39961,0.30589 center font ',24' textcolor rgb '#555555' noenhanced
set label 14 '0' at screen 0.51943,0.30589 center font ',24' textcolor rgb '#555555' noenhanced
set label 15 '+10' at screen 0.63925,0.30589 center font ',24' textcolor rgb '#555555' noenhanced
set label 16 '+20' at screen 0.75907,0.30589 center font ',24' textcolor rgb '#555555' noenhanced
set label 17 '+30' at screen 0.87889,0.30589 center font ',24' textcolor rgb '#555555' noenhanced
set label 18 'Interest in live-stream shopping' at screen 0.03021,0.94023 left font ',45' textcolor rgb '#1b1b1b' noenhanced
set label 19 '+25' at screen 0.87165,0.67403 left font ',28' textcolor rgb '#0072b2' noenhanced
set label 20 '+12' at screen 0.72427,0.57774 left font ',28' textcolor rgb '#0072b2' noenhanced
set label 21 '−3' at screen 0.40381,0.48144 left font ',28' textcolor rgb '#0072b2' noenhanced
set label 22 '−21' at screen 0.17893,0.38515 left font ',28' textcolor rgb '#0072b2' noenhanced

regular = 'Inter&#44; Helvetica Neue&#44; Helvetica&#44; Arial&#44; sans-serif'
bold = 'Inter&#44; Helvetica Neue&#44; Helvetica&#44; Arial&#44; sans-serif" font-weight="bold'
dot = 1.05
set errorbars 0.86
do for [i=18:18] { set label i font bold.',45' }
do for [i=19:22] { set label i font bold.',28' }
set terminal svg size 1920,1080 noenhanced font regular.',28' background '#ffffff'
set output 'bar-nps.svg'
plot $estimates using 1:2:(0):1:($2-32.24):($2+32.24):5 with boxxyerror fillstyle solid noborder linecolor rgb variable title 'Estimates', \
     $estimates using 1:2:3:4 with xerrorbars pointtype 7 pointsize 0.05 linewidth 6 linecolor rgb '#ffffff' title 'Estimates', \
     $estimates using 1:2:3:4 with xerrorbars pointtype 7 pointsize 0.05 linewidth 2.5 linecolor rgb '#1b1b1b' title 'Estimates'

regular = 'Inter'
bold = 'Inter:Bold'
dot = 3
set errorbars 1
do for [i=18:18] { set label i font bold.',45' }
do for [i=19:22] { set label i font bold.',28' }
set terminal pngcairo size 1920,1080 noenhanced font regular.',28' fontscale 0.75 background '#ffffff'
set output 'bar-nps.png'
replot

regular = 'Inter'
bold = 'Inter:Bold'
dot = 1.65
set errorbars 1
do for [i=18:18] { set label i font bold.',45' }
do for [i=19:22] { set label i font bold.',28' }
set terminal pdfcairo size 13.333in,7.5in noenhanced font regular.',28' fontscale 0.375 background '#ffffff'
set output 'bar-nps.pdf'
replot
unset output
