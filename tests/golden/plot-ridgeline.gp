# Title: Interest in live-stream shopping
# Description: Ridgeline chart. Age: Share, %. 50+, Women: 39%; 50+, Men: 36%; 35-49, Women: 27%; 35-49, Men: 26%; 25-34, Women: 20%; 25-34, Men: 20%; 16-24, Women: 14%; 16-24, Men: 18%.
# Draws itself beside this file, by gnuplot 5.4 or later: gnuplot ridgeline.gp
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
x1(v) = 189.43617 + (v - 16) * 31.448666530612247
# pixels for a share of 1
h = 1963.1282
# outlines: the number, share (for each unit where classes differ in width)
$group1 << EOD
16 0.14
25 0.14
25 0.18
35 0.18
35 0.162
50 0.162
50 0.234
65 0.234
EOD
$group2 << EOD
16 0.18
25 0.18
25 0.18
35 0.18
35 0.156
50 0.156
50 0.216
65 0.216
EOD
set arrow 1 from 315.2308,157.42 to 315.2308,923.04 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 2 from 629.7175,157.42 to 629.7175,923.04 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 3 from 944.2042,157.42 to 944.2042,923.04 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 4 from 1258.6908,157.42 to 1258.6908,923.04 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 5 from 1573.1775,157.42 to 1573.1775,923.04 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 6 from 189.4362,644.6327 to 1730.4208,644.6327 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 7 from 189.4362,923.04 to 1730.4208,923.04 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set label 1 'Age: Share, %' at 58,116.9 left font ',28' textcolor rgb '#555555' noenhanced front
set label 2 'Base: n = 14,460, weighted; effective n of an estimate: 5,648 to 5,920. Heights are shares for each 9 of the number; the last class has no upper end. Source: Consumer interest survey,' at 58,1010.84 left font ',20' textcolor rgb '#6b6b6b' noenhanced front
set label 3 '2021. Synthetic data.' at 58,1036.84 left font ',20' textcolor rgb '#6b6b6b' noenhanced front
set label 4 '20' at 315.2308,956.64 center font ',24' textcolor rgb '#555555' noenhanced front
set label 5 '30' at 629.7175,956.64 center font ',24' textcolor rgb '#555555' noenhanced front
set label 6 '40' at 944.2042,956.64 center font ',24' textcolor rgb '#555555' noenhanced front
set label 7 '50' at 1258.6908,956.64 center font ',24' textcolor rgb '#555555' noenhanced front
set label 8 '60' at 1573.1775,956.64 center font ',24' textcolor rgb '#555555' noenhanced front
set label 9 'Women' at 163.4362,634.4827 right font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 10 'n = 7,400' at 1862,636.9327 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 11 'Men' at 163.4362,912.89 right font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 12 'n = 7,060' at 1862,915.34 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 13 'Interest in live-stream shopping' at 58,64.83 left font ',45' textcolor rgb '#1b1b1b' noenhanced front

# --- svg
regular = 'Inter&#44; Helvetica Neue&#44; Helvetica&#44; Arial&#44; sans-serif'
bold = 'Inter&#44; Helvetica Neue&#44; Helvetica&#44; Arial&#44; sans-serif" font-weight="bold'
dot = 0.5727
set errorbars 0.4691
do for [i=13:13] { set label i font bold.',45' }
set terminal svg size 1920,1080 noenhanced font regular.',28' background '#ffffff'
set output 'ridgeline.svg'
plot $group1 using (x1($1)):(644.6327-h*$2):(644.6327) with filledcurves fillstyle solid noborder linecolor rgb '#a6b9d4' title 'Women', \
     $group1 using (x1($1)):(644.6327-h*$2) with lines linewidth 2 linecolor rgb '#0072b2' notitle, \
     $group2 using (x1($1)):(923.04-h*$2):(923.04) with filledcurves fillstyle solid noborder linecolor rgb '#a6b9d4' title 'Men', \
     $group2 using (x1($1)):(923.04-h*$2) with lines linewidth 2 linecolor rgb '#0072b2' notitle
unset output

# --- png
regular = 'Inter'
bold = 'Inter:Bold'
dot = 1.6364
set errorbars 0.5455
do for [i=13:13] { set label i font bold.',45' }
set terminal pngcairo size 1920,1080 noenhanced font regular.',28' fontscale 0.75 background '#ffffff'
set output 'ridgeline.png'
replot
unset output

# --- pdf
regular = 'Inter'
bold = 'Inter:Bold'
dot = 0.9
set errorbars 0.5455
do for [i=13:13] { set label i font bold.',45' }
set terminal pdfcairo size 13.3333in,7.5in noenhanced font regular.',28' fontscale 0.375 background '#ffffff'
set output 'ridgeline.pdf'
replot
unset output
