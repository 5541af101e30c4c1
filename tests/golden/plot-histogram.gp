# Title: Interest in live-stream shopping
# Description: Histogram. Age: Share, % (95% confidence interval). 16-24, Women: 14% (13% to 15%); 16-24, Men: 18% (17% to 19%); 25-34, Women: 20% (19% to 21%); 25-34, Men: 20% (19% to 21%); 35-49, Women: 27% (26% to 28%); 35-49, Men: 26% (25% to 27%); 50+, Women: 39% (38% to 40%); 50+, Men: 36% (35% to 37%).
# Draws itself beside this file, by gnuplot 5.4 or later: gnuplot histogram.gp
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
gap = 2
# classes: from, to, share (for each unit where they differ in width), its limits, colour
x1(v) = 125.74312 + (v - 16) * 17.14547836734694
y1(v) = 925.44 + (v - 0) * -2886.4799999999996
$classes1 << EOD
16 25 0.14 0.13 0.15000000000000002 0x0072b2
25 35 0.18 0.1701 0.1899 0x0072b2
35 50 0.162 0.1548 0.16920000000000002 0x0072b2
50 65 0.234 0.2268 0.24120000000000003 0xb3c2d9
EOD
x2(v) = 1021.87156 + (v - 16) * 17.14547836734694
y2(v) = 925.44 + (v - 0) * -2886.4799999999996
$classes2 << EOD
16 25 0.18 0.16999999999999998 0.19 0x0072b2
25 35 0.18 0.1701 0.1899 0x0072b2
35 50 0.156 0.14880000000000002 0.16320000000000004 0x0072b2
50 65 0.216 0.20879999999999999 0.22319999999999998 0xb3c2d9
EOD
set arrow 1 from 194.325,203.82 to 194.325,925.44 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 2 from 365.7798,203.82 to 365.7798,925.44 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 3 from 537.2346,203.82 to 537.2346,925.44 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 4 from 708.6894,203.82 to 708.6894,925.44 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 5 from 880.1442,203.82 to 880.1442,925.44 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 6 from 125.7431,925.44 to 965.8716,925.44 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 7 from 125.7431,781.116 to 965.8716,781.116 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 8 from 125.7431,636.792 to 965.8716,636.792 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 9 from 125.7431,492.468 to 965.8716,492.468 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 10 from 125.7431,348.144 to 965.8716,348.144 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 11 from 125.7431,203.82 to 965.8716,203.82 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 12 from 1090.4535,203.82 to 1090.4535,925.44 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 13 from 1261.9083,203.82 to 1261.9083,925.44 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 14 from 1433.363,203.82 to 1433.363,925.44 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 15 from 1604.8178,203.82 to 1604.8178,925.44 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 16 from 1776.2726,203.82 to 1776.2726,925.44 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 17 from 1021.8716,925.44 to 1862,925.44 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 18 from 1021.8716,781.116 to 1862,781.116 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 19 from 1021.8716,636.792 to 1862,636.792 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 20 from 1021.8716,492.468 to 1862,492.468 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 21 from 1021.8716,348.144 to 1862,348.144 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 22 from 1021.8716,203.82 to 1862,203.82 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set label 1 'Age: Share, % (95% confidence interval)' at 58,116.9 left font ',28' textcolor rgb '#555555' noenhanced front
set label 2 'Base: n = 14,460, weighted; effective n of an estimate: 5,648 to 5,920. 95% confidence intervals: logit; strata: 20; clusters: 480. Heights are shares for each 9 of the number; the last class' at 58,1010.84 left font ',20' textcolor rgb '#6b6b6b' noenhanced front
set label 3 'has no upper end. Source: Consumer interest survey, 2021. Synthetic data.' at 58,1036.84 left font ',20' textcolor rgb '#6b6b6b' noenhanced front
set label 4 'n = 7,400' at 965.8716,173.196 right font ',19.8' textcolor rgb '#6b6b6b' noenhanced front
set label 5 '20' at 194.325,959.04 center font ',24' textcolor rgb '#555555' noenhanced front
set label 6 '30' at 365.7798,959.04 center font ',24' textcolor rgb '#555555' noenhanced front
set label 7 '40' at 537.2346,959.04 center font ',24' textcolor rgb '#555555' noenhanced front
set label 8 '50' at 708.6894,959.04 center font ',24' textcolor rgb '#555555' noenhanced front
set label 9 '60' at 880.1442,959.04 center font ',24' textcolor rgb '#555555' noenhanced front
set label 10 '0%' at 107.7431,925.44 right font ',24' textcolor rgb '#555555' noenhanced front
set label 11 '5%' at 107.7431,781.116 right font ',24' textcolor rgb '#555555' noenhanced front
set label 12 '10%' at 107.7431,636.792 right font ',24' textcolor rgb '#555555' noenhanced front
set label 13 '15%' at 107.7431,492.468 right font ',24' textcolor rgb '#555555' noenhanced front
set label 14 '20%' at 107.7431,348.144 right font ',24' textcolor rgb '#555555' noenhanced front
set label 15 '25%' at 107.7431,203.82 right font ',24' textcolor rgb '#555555' noenhanced front
set label 16 'n = 7,060' at 1862,173.196 right font ',19.8' textcolor rgb '#6b6b6b' noenhanced front
set label 17 '20' at 1090.4535,959.04 center font ',24' textcolor rgb '#555555' noenhanced front
set label 18 '30' at 1261.9083,959.04 center font ',24' textcolor rgb '#555555' noenhanced front
set label 19 '40' at 1433.363,959.04 center font ',24' textcolor rgb '#555555' noenhanced front
set label 20 '50' at 1604.8178,959.04 center font ',24' textcolor rgb '#555555' noenhanced front
set label 21 '60' at 1776.2726,959.04 center font ',24' textcolor rgb '#555555' noenhanced front
set label 22 'Interest in live-stream shopping' at 58,64.83 left font ',45' textcolor rgb '#1b1b1b' noenhanced front
set label 23 'Women' at 125.7431,173.196 left font ',27.55' textcolor rgb '#0072b2' noenhanced front
set label 24 'Men' at 1021.8716,173.196 left font ',27.55' textcolor rgb '#0072b2' noenhanced front

# --- svg
regular = 'Inter&#44; Helvetica Neue&#44; Helvetica&#44; Arial&#44; sans-serif'
bold = 'Inter&#44; Helvetica Neue&#44; Helvetica&#44; Arial&#44; sans-serif" font-weight="bold'
dot = 0.5727
set errorbars 0.4691
do for [i=22:22] { set label i font bold.',45' }
do for [i=23:24] { set label i font bold.',27.55' }
set terminal svg size 1920,1080 noenhanced font regular.',28' background '#ffffff'
set output 'histogram.svg'
plot $classes1 using ((x1($1)+x1($2))/2):(y1(0)):(x1($1)+gap):(x1($2)-gap):(y1(0)):(y1($3)):6 with boxxyerror fillstyle solid noborder linecolor rgb variable title 'Women', \
     $classes1 using ((x1($1)+x1($2))/2):(y1($4)):(0):(y1($5)-y1($4)) with vectors nohead linewidth 2.5 linecolor rgb '#1b1b1b' notitle, \
     $classes2 using ((x2($1)+x2($2))/2):(y2(0)):(x2($1)+gap):(x2($2)-gap):(y2(0)):(y2($3)):6 with boxxyerror fillstyle solid noborder linecolor rgb variable title 'Men', \
     $classes2 using ((x2($1)+x2($2))/2):(y2($4)):(0):(y2($5)-y2($4)) with vectors nohead linewidth 2.5 linecolor rgb '#1b1b1b' notitle
unset output

# --- png
regular = 'Inter'
bold = 'Inter:Bold'
dot = 1.6364
set errorbars 0.5455
do for [i=22:22] { set label i font bold.',45' }
do for [i=23:24] { set label i font bold.',27.55' }
set terminal pngcairo size 1920,1080 noenhanced font regular.',28' fontscale 0.75 background '#ffffff'
set output 'histogram.png'
replot
unset output

# --- pdf
regular = 'Inter'
bold = 'Inter:Bold'
dot = 0.9
set errorbars 0.5455
do for [i=22:22] { set label i font bold.',45' }
do for [i=23:24] { set label i font bold.',27.55' }
set terminal pdfcairo size 13.3333in,7.5in noenhanced font regular.',28' fontscale 0.375 background '#ffffff'
set output 'histogram.pdf'
replot
unset output
