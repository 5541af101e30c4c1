# Title: Two curves
# Description: Curves: two that fall.
# Draws itself beside this file, by gnuplot 5.4 or later: gnuplot sample.gp
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
x1(v) = 91.63912 + (v - 0) * 116.99720857142857
y1(v) = 908.24 + (v - 0) * -147.76399999999998
# the curves and the dots on them: x, y
$curve1 << EOD
1.75 5
2 4
4 2
8 1
14 0.625
EOD
$marks1 << EOD
4 2
EOD
$curve2 << EOD
2 3.8
4 1.9
8 0.9
14 0.5625
EOD
set arrow 1 from 91.6391,169.42 to 91.6391,908.24 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 2 from 325.6335,169.42 to 325.6335,908.24 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 3 from 559.628,169.42 to 559.628,908.24 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 4 from 793.6224,169.42 to 793.6224,908.24 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 5 from 1027.6168,169.42 to 1027.6168,908.24 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 6 from 1261.6112,169.42 to 1261.6112,908.24 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 7 from 1495.6056,169.42 to 1495.6056,908.24 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 8 from 1729.6,169.42 to 1729.6,908.24 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 9 from 91.6391,908.24 to 1729.6,908.24 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 10 from 91.6391,760.476 to 1729.6,760.476 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 11 from 91.6391,612.712 to 1729.6,612.712 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 12 from 91.6391,464.948 to 1729.6,464.948 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 13 from 91.6391,317.184 to 1729.6,317.184 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 14 from 91.6391,169.42 to 1729.6,169.42 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 15 from 1733.6,815.8875 to 1763.6,793.5051 nohead back linewidth 2 linecolor rgb '#0072b2'
set arrow 16 from 1733.6,825.1227 to 1763.6,849.2551 nohead back linewidth 2 linecolor rgb '#d55e00'
set label 1 'Height, metres' at 58,116.9 left font ',28' textcolor rgb '#555555' noenhanced front
set label 2 'Synthetic.' at 58,1036.84 left font ',20' textcolor rgb '#6b6b6b' noenhanced front
set label 3 '0' at 91.6391,941.84 center font ',24' textcolor rgb '#555555' noenhanced front
set label 4 '2' at 325.6335,941.84 center font ',24' textcolor rgb '#555555' noenhanced front
set label 5 '4' at 559.628,941.84 center font ',24' textcolor rgb '#555555' noenhanced front
set label 6 '6' at 793.6224,941.84 center font ',24' textcolor rgb '#555555' noenhanced front
set label 7 '8' at 1027.6168,941.84 center font ',24' textcolor rgb '#555555' noenhanced front
set label 8 '10' at 1261.6112,941.84 center font ',24' textcolor rgb '#555555' noenhanced front
set label 9 '12' at 1495.6056,941.84 center font ',24' textcolor rgb '#555555' noenhanced front
set label 10 '14' at 1729.6,941.84 center font ',24' textcolor rgb '#555555' noenhanced front
set label 11 '0' at 73.6391,908.24 right font ',24' textcolor rgb '#555555' noenhanced front
set label 12 '1' at 73.6391,760.476 right font ',24' textcolor rgb '#555555' noenhanced front
set label 13 '2' at 73.6391,612.712 right font ',24' textcolor rgb '#555555' noenhanced front
set label 14 '3' at 73.6391,464.948 right font ',24' textcolor rgb '#555555' noenhanced front
set label 15 '4' at 73.6391,317.184 right font ',24' textcolor rgb '#555555' noenhanced front
set label 16 '5' at 73.6391,169.42 right font ',24' textcolor rgb '#555555' noenhanced front
set label 17 'Years' at 910.6196,982.64 center font ',24' textcolor rgb '#555555' noenhanced front
set label 18 '4 years' at 1771.6,808.5051 left font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 19 'Two curves' at 58,64.83 left font ',45' textcolor rgb '#1b1b1b' noenhanced front
set label 20 'First' at 1771.6,779.7551 left font ',24' textcolor rgb '#0072b2' noenhanced front
set label 21 'Second' at 1771.6,849.2551 left font ',24' textcolor rgb '#b04d00' noenhanced front

# --- svg
regular = 'Inter&#44; Helvetica Neue&#44; Helvetica&#44; Arial&#44; sans-serif'
bold = 'Inter&#44; Helvetica Neue&#44; Helvetica&#44; Arial&#44; sans-serif" font-weight="bold'
dot = 0.8591
set errorbars 0.7036
do for [i=19:19] { set label i font bold.',45' }
do for [i=20:21] { set label i font bold.',24' }
set terminal svg size 1920,1080 noenhanced font regular.',28' background '#ffffff'
set output 'sample.svg'
plot $marks1 using (x1($1)):(y1($2)):(0):(y1(0)-y1($2)) with vectors nohead dashtype 2 linewidth 2 linecolor rgb '#0072b2' notitle, \
     $curve1 using (x1($1)):(y1($2)) with lines linewidth 4 linecolor rgb '#0072b2' title 'First', \
     $marks1 using (x1($1)):(y1($2)) with points pointtype 7 pointsize dot linecolor rgb '#0072b2' notitle, \
     $curve2 using (x1($1)):(y1($2)) with lines linewidth 4 linecolor rgb '#d55e00' title 'Second'
unset output

# --- png
regular = 'Inter'
bold = 'Inter:Bold'
dot = 2.4545
set errorbars 0.8182
do for [i=19:19] { set label i font bold.',45' }
do for [i=20:21] { set label i font bold.',24' }
set terminal pngcairo size 1920,1080 noenhanced font regular.',28' fontscale 0.75 background '#ffffff'
set output 'sample.png'
replot
unset output

# --- pdf
regular = 'Inter'
bold = 'Inter:Bold'
dot = 1.35
set errorbars 0.8182
do for [i=19:19] { set label i font bold.',45' }
do for [i=20:21] { set label i font bold.',24' }
set terminal pdfcairo size 13.3333in,7.5in noenhanced font regular.',28' fontscale 0.375 background '#ffffff'
set output 'sample.pdf'
replot
unset output
