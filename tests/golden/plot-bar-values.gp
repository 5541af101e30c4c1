# Title: Interest in live-stream shopping
# Description: Stacked bar chart. Euros spent: Total. United Kingdom, Women: 28,980; United Kingdom, Men: 28,094; Spain, Women: 27,525; Spain, Men: 27,129; Poland, Women: 20,729; Poland, Men: 20,673; France, Women: 28,428; France, Men: suppressed.
# Draws itself beside this file, by gnuplot 5.4 or later: gnuplot bar-values.gp
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
x1(v) = 307.146735 + (v - 0) * 0.02072527458333333
gap1(a,b) = x1(b) - x1(a) > 6 ? 1.25 : 0
left1(a,b) = x1(a) + gap1(a,b)
right1(a,b) = x1(b) - gap1(a,b)
# value, height on the page, where the part begins and ends, colour
$series1 << EOD
28980 355.8356 0 28980 0x0072b2
27525 487.8356 0 27525 0x0072b2
20729 619.8356 0 20729 0x0072b2
28428 751.8356 0 28428 0x0072b2
EOD
# value, height on the page, where the part begins and ends, colour
$series2 << EOD
28094 355.8356 28980 57074 0xd55e00
27129 487.8356 27525 54654 0xd55e00
20673 619.8356 20729 41402 0xd55e00
EOD
set object 1 polygon from 59,165.42 to 79,165.42 to 79,185.42 to 59,185.42 to 59,165.42 back fillcolor rgb '#0072b2' fillstyle solid noborder
set object 2 polygon from 229.1295,165.42 to 249.1295,165.42 to 249.1295,185.42 to 229.1295,185.42 to 229.1295,165.42 back fillcolor rgb '#d55e00' fillstyle solid noborder
set arrow 1 from 307.1467,289.8356 to 307.1467,817.8356 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 2 from 721.6522,289.8356 to 721.6522,817.8356 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 3 from 1136.1577,289.8356 to 1136.1577,817.8356 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 4 from 1550.6632,289.8356 to 1550.6632,817.8356 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set label 1 'Euros spent: Total' at 58,116.9 left font ',28' textcolor rgb '#555555' noenhanced front
set label 2 'Base: n = 11,404, weighted; effective n of an estimate: 1,200 to 1,415. No intervals are drawn. Suppressed: bases under 0. Source: Consumer interest survey, 2021. Synthetic data.' at 58,1036.84 left font ',20' textcolor rgb '#6b6b6b' noenhanced front
set label 3 'United Kingdom' at 281.1467,355.8356 right font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 4 'Spain' at 281.1467,487.8356 right font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 5 'Poland' at 281.1467,619.8356 right font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 6 'France' at 281.1467,751.8356 right font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 7 'n = 3,316' at 1862,355.8356 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 8 'n = 3,279' at 1862,487.8356 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 9 'n = 3,269' at 1862,619.8356 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 10 'n = 1,540' at 1862,751.8356 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 11 '0' at 307.1467,851.4356 center font ',24' textcolor rgb '#555555' noenhanced front
set label 12 '20,000' at 721.6522,851.4356 center font ',24' textcolor rgb '#555555' noenhanced front
set label 13 '40,000' at 1136.1577,851.4356 center font ',24' textcolor rgb '#555555' noenhanced front
set label 14 '60,000' at 1550.6632,851.4356 center font ',24' textcolor rgb '#555555' noenhanced front
set label 15 'suppressed' at 910.3248,751.8356 left font ',28' textcolor rgb '#6b6b6b' noenhanced front
set label 16 'Interest in live-stream shopping' at 58,64.83 left font ',45' textcolor rgb '#1b1b1b' noenhanced front
set label 17 '57,074' at 1504.0211,355.8356 left font ',28' textcolor rgb '#1b1b1b' noenhanced front
set label 18 '54,654' at 1453.8659,487.8356 left font ',28' textcolor rgb '#1b1b1b' noenhanced front
set label 19 '41,402' at 1179.2146,619.8356 left font ',28' textcolor rgb '#1b1b1b' noenhanced front
set label 20 '28,980' at 607.456,355.8356 center font ',28' textcolor rgb '#ffffff' noenhanced front
set label 21 '27,525' at 592.3783,487.8356 center font ',28' textcolor rgb '#ffffff' noenhanced front
set label 22 '20,729' at 521.9538,619.8356 center font ',28' textcolor rgb '#ffffff' noenhanced front
set label 23 '28,428' at 601.7358,751.8356 center font ',28' textcolor rgb '#ffffff' noenhanced front
set label 24 '28,094' at 1198.8931,355.8356 center font ',28' textcolor rgb '#1a1a1a' noenhanced front
set label 25 '27,129' at 1158.7379,487.8356 center font ',28' textcolor rgb '#1a1a1a' noenhanced front
set label 26 '20,673' at 950.9878,619.8356 center font ',28' textcolor rgb '#1a1a1a' noenhanced front
set label 27 'Women' at 92,175.42 left font ',24' textcolor rgb '#1b1b1b' noenhanced front
set label 28 'Men' at 262.1295,175.42 left font ',24' textcolor rgb '#1b1b1b' noenhanced front

# --- svg
regular = 'Inter&#44; Helvetica Neue&#44; Helvetica&#44; Arial&#44; sans-serif'
bold = 'Inter&#44; Helvetica Neue&#44; Helvetica&#44; Arial&#44; sans-serif" font-weight="bold'
dot = 1.05
set errorbars 0.86
do for [i=16:16] { set label i font bold.',45' }
do for [i=17:26] { set label i font bold.',28' }
do for [i=27:28] { set label i font bold.',24' }
set terminal svg size 1920,1080 noenhanced font regular.',28' background '#ffffff'
set output 'bar-values.svg'
plot $series1 using (x1($3)):2:(left1($3,$4)):(right1($3,$4)):($2-47.52):($2+47.52):5 with boxxyerror fillstyle solid noborder linecolor rgb variable title 'Women', \
     $series2 using (x1($3)):2:(left1($3,$4)):(right1($3,$4)):($2-47.52):($2+47.52):5 with boxxyerror fillstyle solid noborder linecolor rgb variable title 'Men'
unset output

# --- png
regular = 'Inter'
bold = 'Inter:Bold'
dot = 3
set errorbars 1
do for [i=16:16] { set label i font bold.',45' }
do for [i=17:26] { set label i font bold.',28' }
do for [i=27:28] { set label i font bold.',24' }
set terminal pngcairo size 1920,1080 noenhanced font regular.',28' fontscale 0.75 background '#ffffff'
set output 'bar-values.png'
replot
unset output

# --- pdf
regular = 'Inter'
bold = 'Inter:Bold'
dot = 1.65
set errorbars 1
do for [i=16:16] { set label i font bold.',45' }
do for [i=17:26] { set label i font bold.',28' }
do for [i=27:28] { set label i font bold.',24' }
set terminal pdfcairo size 13.3333in,7.5in noenhanced font regular.',28' fontscale 0.375 background '#ffffff'
set output 'bar-values.pdf'
replot
unset output
