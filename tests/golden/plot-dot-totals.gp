# Title: Students enrolled in California's schools
# Description: Dot chart. Students enrolled: Total (95% confidence interval). Elementary: 1.84M (1.74M to 1.95M); Middle: 0.85M (0.74M to 0.95M); High: 1.00M (0.86M to 1.13M); All: 3.69M (3.46M to 3.91M).
# Draws itself beside this file, by gnuplot 5.4 or later: gnuplot dot-totals.gp
# Heights and text sizes are pixels of a page of 1920 x 1080.
reset
set encoding utf8
# value, height on the page, lower and upper limit, colour
$estimates << EOD
1842584.3 334.8108 1738583.8 1946584.8 0x0072b2
847730.8 446.8108 742330.7000000001 953130.9 0x0072b2
997128.5 558.8108 861427.6 1132829.4 0x0072b2
3687177.5 721.2108 3460777.5 3913577.5 0x444444
EOD
set lmargin at screen 0.12516
set rmargin at screen 0.91159
set tmargin at screen 0.75118
set bmargin at screen 0.28969
set xrange [0:5000000]
set yrange [767.1308:268.7308]
unset key
unset border
unset ytics
set format x ''
set xtics 0,1000000 scale 0
set grid xtics back linetype 1 linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 2 from screen 0.03021,0.41673 to screen 0.96979,0.41673 nohead back linewidth 2 linecolor rgb '#e3e3e3'
set label 1 'Students enrolled: Total (95% confidence interval)' at screen 0.03021,0.89202 left font ',28' textcolor rgb '#555555' noenhanced
set label 2 'Base: n = 200, weighted. 95% confidence intervals: Wald; 3 strata, 200 clusters. Source: California Academic Performance Index, 2000.' at screen 0.03021,0.03981 left font ',20' textcolor rgb '#6b6b6b' noenhanced
set label 3 'Elementary' at screen 0.11161,0.68999 right font ',29' textcolor rgb '#1b1b1b' noenhanced
set label 4 'Middle' at screen 0.11161,0.58629 right font ',29' textcolor rgb '#1b1b1b' noenhanced
set label 5 'High' at screen 0.11161,0.48258 right font ',29' textcolor rgb '#1b1b1b' noenhanced
set label 6 'All' at screen 0.11161,0.33221 right font ',29' textcolor rgb '#1b1b1b' noenhanced
set label 7 'n = 100' at screen 0.96979,0.68999 right font ',22' textcolor rgb '#6b6b6b' noenhanced
set label 8 'n = 50' at screen 0.96979,0.58629 right font ',22' textcolor rgb '#6b6b6b' noenhanced
set label 9 'n = 50' at screen 0.96979,0.48258 right font ',22' textcolor rgb '#6b6b6b' noenhanced
set label 10 'n = 200' at screen 0.96979,0.33221 right font ',22' textcolor rgb '#6b6b6b' noenhanced
set label 11 '0' at screen 0.12516,0.25858 center font ',24' textcolor rgb '#555555' noenhanced
set label 12 '1M' at screen 0.28244,0.25858 center font ',24' textcolor rgb '#555555' noenhanced
set label 13 '2M' at screen 0.43973,0.25858 center font ',24' textcolor rgb '#555555' noenhanced
set label 14 '3M' at screen 0.59702,0.25858 center font ',24' textcolor rgb '#555555' noenhanced
set label 15 '4M' at screen 0.7543,0.25858 center font ',24' textcolor rgb '#555555' noenhanced
set label 16 '5M' at screen 0.91159,0.25858 center font ',24' textcolor rgb '#555555' noenhanced
set label 17 'Students enrolled in California'."\047".'s schools' at screen 0.03021,0.94023 left font ',45' textcolor rgb '#1b1b1b' noenhanced
set label 18 '1.84M' at screen 0.41497,0.72518 center font ',28' textcolor rgb '#0072b2' noenhanced
set label 19 '0.85M' at screen 0.25849,0.62147 center font ',28' textcolor rgb '#0072b2' noenhanced
set label 20 '1.00M' at screen 0.28199,0.51777 center font ',28' textcolor rgb '#0072b2' noenhanced
set label 21 '3.69M' at screen 0.7051,0.3674 center font ',28' textcolor rgb '#444444' noenhanced

regular = 'Inter&#44; Helvetica Neue&#44; Helvetica&#44; Arial&#44; sans-serif'
bold = 'Inter&#44; Helvetica Neue&#44; Helvetica&#44; Arial&#44; sans-serif" font-weight="bold'
dot = 1.05
set errorbars 0.86
do for [i=17:17] { set label i font bold.',45' }
do for [i=18:21] { set label i font bold.',28' }
set terminal svg size 1920,1080 noenhanced font regular.',28' background '#ffffff'
set output 'dot-totals.svg'
plot $estimates using 1:2:3:4:5 with xerrorbars pointtype 7 pointsize dot linewidth 4 linecolor rgb variable title 'Estimates'

regular = 'Inter'
bold = 'Inter:Bold'
dot = 3
set errorbars 1
do for [i=17:17] { set label i font bold.',45' }
do for [i=18:21] { set label i font bold.',28' }
set terminal pngcairo size 1920,1080 noenhanced font regular.',28' fontscale 0.75 background '#ffffff'
set output 'dot-totals.png'
replot

regular = 'Inter'
bold = 'Inter:Bold'
dot = 1.65
set errorbars 1
do for [i=17:17] { set label i font bold.',45' }
do for [i=18:21] { set label i font bold.',28' }
set terminal pdfcairo size 13.333in,7.5in noenhanced font regular.',28' fontscale 0.375 background '#ffffff'
set output 'dot-totals.pdf'
replot
unset output
