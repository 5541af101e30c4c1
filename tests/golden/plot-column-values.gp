# Title: Interest in live-stream shopping
# Description: Stacked column chart. Euros spent: Total. United Kingdom, Women: 28,980; United Kingdom, Men: 28,094; Spain, Women: 27,525; Spain, Men: 27,129; France, Women: 28,428; France, Men: suppressed; Poland, Women: 20,729; Poland, Men: 20,673.
# Draws itself beside this file, by gnuplot 5.4 or later: gnuplot column-values.gp
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
x1(v) = 159.35992 + (v - 159.35992) * 1
y1(v) = 917.02 + (v - 0) * -0.010899999999999998
gap1(a,b) = y1(a) - y1(b) > 6 ? 1.25 : 0
low1(a,b) = y1(a) - gap1(a,b)
high1(a,b) = y1(b) + gap1(a,b)
# value, place on the page, where the part begins and ends, half its width, colour
$series1 << EOD
28980 372.1899 0 28980 95 0x0072b2
27525 797.85 0 27525 95 0x0072b2
28428 1223.51 0 28428 95 0x0072b2
20729 1649.17 0 20729 95 0x0072b2
EOD
# value, place on the page, where the part begins and ends, half its width, colour
$series2 << EOD
28094 372.1899 28980 57074 95 0xd55e00
27129 797.85 27525 54654 95 0xd55e00
20673 1649.17 20729 41402 95 0xd55e00
EOD
set object 1 polygon from 59,165.42 to 79,165.42 to 79,185.42 to 59,185.42 to 59,165.42 back fillcolor rgb '#0072b2' fillstyle solid noborder
set object 2 polygon from 229.1295,165.42 to 249.1295,165.42 to 249.1295,185.42 to 229.1295,185.42 to 229.1295,165.42 back fillcolor rgb '#d55e00' fillstyle solid noborder
set arrow 1 from 159.3599,917.02 to 1862,917.02 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 2 from 159.3599,699.02 to 1862,699.02 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 3 from 159.3599,481.02 to 1862,481.02 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 4 from 159.3599,263.02 to 1862,263.02 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 5 from 159.3599,917.02 to 1862,917.02 nohead front linewidth 2 linecolor rgb '#8c8c8c'
set label 1 'Euros spent: Total' at 58,116.9 left font ',28' textcolor rgb '#555555' noenhanced front
set label 2 'Base: n = 11,404, weighted; effective n of an estimate: 1,200 to 1,415. No intervals are drawn. Suppressed: bases under 0. Source: Consumer interest survey, 2021. Synthetic data.' at 58,1036.84 left font ',20' textcolor rgb '#6b6b6b' noenhanced front
set label 3 'United Kingdom' at 372.1899,947.33 center font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 4 'Spain' at 797.85,947.33 center font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 5 'France' at 1223.51,947.33 center font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 6 'Poland' at 1649.17,947.33 center font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 7 'n =' at 141.3599,983.14 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 8 '3,316' at 372.1899,983.14 center font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 9 '3,279' at 797.85,983.14 center font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 10 '1,540' at 1223.51,983.14 center font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 11 '3,269' at 1649.17,983.14 center font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 12 '0' at 141.3599,917.02 right font ',24' textcolor rgb '#555555' noenhanced front
set label 13 '20,000' at 141.3599,699.02 right font ',24' textcolor rgb '#555555' noenhanced front
set label 14 '40,000' at 141.3599,481.02 right font ',24' textcolor rgb '#555555' noenhanced front
set label 15 '60,000' at 141.3599,263.02 right font ',24' textcolor rgb '#555555' noenhanced front
set label 16 'suppressed' at 1223.51,584.7548 center font ',28' textcolor rgb '#6b6b6b' noenhanced front
set label 17 'Interest in live-stream shopping' at 58,64.83 left font ',45' textcolor rgb '#1b1b1b' noenhanced front
set label 18 '57,074' at 372.1899,272.5134 center font ',28' textcolor rgb '#1b1b1b' noenhanced front
set label 19 '54,654' at 797.85,298.8914 center font ',28' textcolor rgb '#1b1b1b' noenhanced front
set label 20 '41,402' at 1649.17,443.3382 center font ',28' textcolor rgb '#1b1b1b' noenhanced front
set label 21 '28,980' at 372.1899,759.079 center font ',28' textcolor rgb '#ffffff' noenhanced front
set label 22 '27,525' at 797.85,767.0088 center font ',28' textcolor rgb '#ffffff' noenhanced front
set label 23 '28,428' at 1223.51,762.0874 center font ',28' textcolor rgb '#ffffff' noenhanced front
set label 24 '20,729' at 1649.17,804.0469 center font ',28' textcolor rgb '#ffffff' noenhanced front
set label 25 '28,094' at 372.1899,448.0257 center font ',28' textcolor rgb '#1a1a1a' noenhanced front
set label 26 '27,129' at 797.85,469.1444 center font ',28' textcolor rgb '#1a1a1a' noenhanced front
set label 27 '20,673' at 1649.17,578.406 center font ',28' textcolor rgb '#1a1a1a' noenhanced front
set label 28 'Women' at 92,175.42 left font ',24' textcolor rgb '#1b1b1b' noenhanced front
set label 29 'Men' at 262.1295,175.42 left font ',24' textcolor rgb '#1b1b1b' noenhanced front

# --- svg
regular = 'Inter&#44; Helvetica Neue&#44; Helvetica&#44; Arial&#44; sans-serif'
bold = 'Inter&#44; Helvetica Neue&#44; Helvetica&#44; Arial&#44; sans-serif" font-weight="bold'
dot = 0
set errorbars 0
do for [i=17:17] { set label i font bold.',45' }
do for [i=18:27] { set label i font bold.',28' }
do for [i=28:29] { set label i font bold.',24' }
set terminal svg size 1920,1080 noenhanced font regular.',28' background '#ffffff'
set output 'column-values.svg'
plot $series1 using 2:(y1($4)):($2-$5):($2+$5):(low1($3,$4)):(high1($3,$4)):6 with boxxyerror fillstyle solid noborder linecolor rgb variable title 'Women', \
     $series2 using 2:(y1($4)):($2-$5):($2+$5):(low1($3,$4)):(high1($3,$4)):6 with boxxyerror fillstyle solid noborder linecolor rgb variable title 'Men'
unset output

# --- png
regular = 'Inter'
bold = 'Inter:Bold'
dot = 0
set errorbars 0
do for [i=17:17] { set label i font bold.',45' }
do for [i=18:27] { set label i font bold.',28' }
do for [i=28:29] { set label i font bold.',24' }
set terminal pngcairo size 1920,1080 noenhanced font regular.',28' fontscale 0.75 background '#ffffff'
set output 'column-values.png'
replot
unset output

# --- pdf
regular = 'Inter'
bold = 'Inter:Bold'
dot = 0
set errorbars 0
do for [i=17:17] { set label i font bold.',45' }
do for [i=18:27] { set label i font bold.',28' }
do for [i=28:29] { set label i font bold.',24' }
set terminal pdfcairo size 13.3333in,7.5in noenhanced font regular.',28' fontscale 0.375 background '#ffffff'
set output 'column-values.pdf'
replot
unset output
