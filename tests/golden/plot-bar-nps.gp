# Title: Interest in live-stream shopping
# Description: Bar chart. Would you recommend live-stream shopping? Net Promoter Score. Poland: +25 (+21 to +29); Spain: +12 (+8 to +16); France: −3 (−7 to +1); United Kingdom: −21 (−26 to −17).
# Draws itself beside this file, by gnuplot 5.4 or later: gnuplot bar-nps.gp
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
x1(v) = 307.146735 + (v - -30) * 23.005414906303272
# value, height on the page, lower and upper limit, colour
$estimates << EOD
24.8 352.1556 20.900000000000002 28.7 0x0072b2
12.2 456.1556 7.999999999999999 16.4 0x0072b2
-3.3 560.1556 -7.3 0.7000000000000002 0x0072b2
-21.4 664.1556 -25.5 -17.299999999999997 0x0072b2
EOD
set arrow 1 from 307.1467,300.1556 to 307.1467,716.1556 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 2 from 537.2009,300.1556 to 537.2009,716.1556 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 3 from 767.255,300.1556 to 767.255,716.1556 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 4 from 997.3092,300.1556 to 997.3092,716.1556 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 5 from 1227.3633,300.1556 to 1227.3633,716.1556 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 6 from 1457.4175,300.1556 to 1457.4175,716.1556 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 7 from 1687.4716,300.1556 to 1687.4716,716.1556 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 8 from 997.3092,300.1556 to 997.3092,716.1556 nohead back linewidth 2 linecolor rgb '#8c8c8c'
set label 1 'Would you recommend live-stream shopping? Net Promoter Score' at 58,116.9 left font ',28' textcolor rgb '#555555' noenhanced front
set label 2 'Base: n = 14,460, weighted; effective n of an estimate: 2,880 to 2,904. 95% confidence intervals: Wald; strata: 20; clusters: 480. Source: Consumer interest survey, 2021. Synthetic data.' at 58,1036.84 left font ',20' textcolor rgb '#6b6b6b' noenhanced front
set label 3 'Poland' at 281.1467,352.1556 right font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 4 'Spain' at 281.1467,456.1556 right font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 5 'France' at 281.1467,560.1556 right font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 6 'United Kingdom' at 281.1467,664.1556 right font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 7 'n = 3,600' at 1862,352.1556 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 8 'n = 3,600' at 1862,456.1556 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 9 'n = 3,630' at 1862,560.1556 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 10 'n = 3,630' at 1862,664.1556 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 11 '−30' at 307.1467,749.7556 center font ',24' textcolor rgb '#555555' noenhanced front
set label 12 '−20' at 537.2009,749.7556 center font ',24' textcolor rgb '#555555' noenhanced front
set label 13 '−10' at 767.255,749.7556 center font ',24' textcolor rgb '#555555' noenhanced front
set label 14 '0' at 997.3092,749.7556 center font ',24' textcolor rgb '#555555' noenhanced front
set label 15 '+10' at 1227.3633,749.7556 center font ',24' textcolor rgb '#555555' noenhanced front
set label 16 '+20' at 1457.4175,749.7556 center font ',24' textcolor rgb '#555555' noenhanced front
set label 17 '+30' at 1687.4716,749.7556 center font ',24' textcolor rgb '#555555' noenhanced front
set label 18 'Interest in live-stream shopping' at 58,64.83 left font ',45' textcolor rgb '#1b1b1b' noenhanced front
set label 19 '+25' at 1673.5646,352.1556 left font ',28' textcolor rgb '#0072b2' noenhanced front
set label 20 '+12' at 1390.598,456.1556 left font ',28' textcolor rgb '#0072b2' noenhanced front
set label 21 '−3' at 775.3153,560.1556 left font ',28' textcolor rgb '#0072b2' noenhanced front
set label 22 '−21' at 343.5435,664.1556 left font ',28' textcolor rgb '#0072b2' noenhanced front

# --- svg
regular = 'Inter&#44; Helvetica Neue&#44; Helvetica&#44; Arial&#44; sans-serif'
bold = 'Inter&#44; Helvetica Neue&#44; Helvetica&#44; Arial&#44; sans-serif" font-weight="bold'
dot = 1.05
set errorbars 0.86
do for [i=18:18] { set label i font bold.',45' }
do for [i=19:22] { set label i font bold.',28' }
set terminal svg size 1920,1080 noenhanced font regular.',28' background '#ffffff'
set output 'bar-nps.svg'
plot $estimates using (x1($1)):2:(x1(0)):(x1($1)):($2-32.24):($2+32.24):5 with boxxyerror fillstyle solid noborder linecolor rgb variable title 'Estimates', \
     $estimates using (x1($1)):2:(x1($3)):(x1($4)) with xerrorbars pointtype 7 pointsize 0.05 linewidth 6 linecolor rgb '#ffffff' title 'Estimates', \
     $estimates using (x1($1)):2:(x1($3)):(x1($4)) with xerrorbars pointtype 7 pointsize 0.05 linewidth 2.5 linecolor rgb '#1b1b1b' title 'Estimates'
unset output

# --- png
regular = 'Inter'
bold = 'Inter:Bold'
dot = 3
set errorbars 1
do for [i=18:18] { set label i font bold.',45' }
do for [i=19:22] { set label i font bold.',28' }
set terminal pngcairo size 1920,1080 noenhanced font regular.',28' fontscale 0.75 background '#ffffff'
set output 'bar-nps.png'
replot
unset output

# --- pdf
regular = 'Inter'
bold = 'Inter:Bold'
dot = 1.65
set errorbars 1
do for [i=18:18] { set label i font bold.',45' }
do for [i=19:22] { set label i font bold.',28' }
set terminal pdfcairo size 13.3333in,7.5in noenhanced font regular.',28' fontscale 0.375 background '#ffffff'
set output 'bar-nps.pdf'
replot
unset output
