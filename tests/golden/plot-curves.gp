# Title: Two curves
# Description: Curves: two that fall.
# Draws itself beside this file, by gnuplot 5.4 or later: gnuplot sample.gp
# Heights and text sizes are pixels of a page of 1920 x 1080.
reset
set encoding utf8
# the curves and the dots on them: x, y
$curve1 << EOD
1 8
2 4
4 2
8 1
16 0.5
EOD
$marks1 << EOD
4 2
EOD
$curve2 << EOD
2 3.8
4 1.9
8 0.9
16 0.45
EOD
set lmargin at screen 0.04773
set rmargin at screen 0.90083
set tmargin at screen 0.84339
set bmargin at screen 0.15889
set xrange [0:14]
set yrange [0:5]
unset key
unset border
set format y ''
set ytics 0,1 scale 0
set grid ytics back linetype 1 linewidth 1.5 linecolor rgb '#e3e3e3'
set format x ''
set xtics 0,2 scale 0
set grid xtics back linetype 1 linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 3 from screen 0.90292,0.24445 to screen 0.91854,0.26517 nohead back linewidth 2 linecolor rgb '#0072b2'
set arrow 4 from screen 0.90292,0.2359 to screen 0.91854,0.21355 nohead back linewidth 2 linecolor rgb '#d55e00'
set label 1 'Height, metres' at screen 0.03021,0.89202 left font ',28' textcolor rgb '#555555' noenhanced
set label 2 'Synthetic.' at screen 0.03021,0.03981 left font ',20' textcolor rgb '#6b6b6b' noenhanced
set label 3 '0' at screen 0.04773,0.12778 center font ',24' textcolor rgb '#555555' noenhanced
set label 4 '2' at screen 0.1696,0.12778 center font ',24' textcolor rgb '#555555' noenhanced
set label 5 '4' at screen 0.29147,0.12778 center font ',24' textcolor rgb '#555555' noenhanced
set label 6 '6' at screen 0.41334,0.12778 center font ',24' textcolor rgb '#555555' noenhanced
set label 7 '8' at screen 0.53522,0.12778 center font ',24' textcolor rgb '#555555' noenhanced
set label 8 '10' at screen 0.65709,0.12778 center font ',24' textcolor rgb '#555555' noenhanced
set label 9 '12' at screen 0.77896,0.12778 center font ',24' textcolor rgb '#555555' noenhanced
set label 10 '14' at screen 0.90083,0.12778 center font ',24' textcolor rgb '#555555' noenhanced
set label 11 '0' at screen 0.03835,0.15889 right font ',24' textcolor rgb '#555555' noenhanced
set label 12 '1' at screen 0.03835,0.29579 right font ',24' textcolor rgb '#555555' noenhanced
set label 13 '2' at screen 0.03835,0.43269 right font ',24' textcolor rgb '#555555' noenhanced
set label 14 '3' at screen 0.03835,0.56959 right font ',24' textcolor rgb '#555555' noenhanced
set label 15 '4' at screen 0.03835,0.70649 right font ',24' textcolor rgb '#555555' noenhanced
set label 16 '5' at screen 0.03835,0.84339 right font ',24' textcolor rgb '#555555' noenhanced
set label 17 'Years' at screen 0.47428,0.09 center font ',24' textcolor rgb '#555555' noenhanced
set label 18 '4 years' at screen 0.92271,0.25128 left font ',22' textcolor rgb '#6b6b6b' noenhanced
set label 19 'Two curves' at screen 0.03021,0.94023 left font ',45' textcolor rgb '#1b1b1b' noenhanced
set label 20 'First' at screen 0.92271,0.2779 left font ',24' textcolor rgb '#0072b2' noenhanced
set label 21 'Second' at screen 0.92271,0.21355 left font ',24' textcolor rgb '#b04d00' noenhanced

regular = 'Inter&#44; Helvetica Neue&#44; Helvetica&#44; Arial&#44; sans-serif'
bold = 'Inter&#44; Helvetica Neue&#44; Helvetica&#44; Arial&#44; sans-serif" font-weight="bold'
dot = 0.85909
set errorbars 0.70364
do for [i=19:19] { set label i font bold.',45' }
do for [i=20:21] { set label i font bold.',24' }
set terminal svg size 1920,1080 noenhanced font regular.',28' background '#ffffff'
set output 'sample.svg'
plot $marks1 using 1:2 with impulses dashtype 2 linewidth 2 linecolor rgb '#0072b2' notitle, \
     $curve1 using 1:2 with lines linewidth 4 linecolor rgb '#0072b2' title 'First', \
     $marks1 using 1:2 with points pointtype 7 pointsize dot linecolor rgb '#0072b2' notitle, \
     $curve2 using 1:2 with lines linewidth 4 linecolor rgb '#d55e00' title 'Second'

regular = 'Inter'
bold = 'Inter:Bold'
dot = 2.45455
set errorbars 0.81818
do for [i=19:19] { set label i font bold.',45' }
do for [i=20:21] { set label i font bold.',24' }
set terminal pngcairo size 1920,1080 noenhanced font regular.',28' fontscale 0.75 background '#ffffff'
set output 'sample.png'
replot

regular = 'Inter'
bold = 'Inter:Bold'
dot = 1.35
set errorbars 0.81818
do for [i=19:19] { set label i font bold.',45' }
do for [i=20:21] { set label i font bold.',24' }
set terminal pdfcairo size 13.333in,7.5in noenhanced font regular.',28' fontscale 0.375 background '#ffffff'
set output 'sample.pdf'
replot
unset output
