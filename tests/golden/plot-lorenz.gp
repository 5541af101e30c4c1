# Title: Interest in live-stream shopping
# Description: Lorenz curves. Euros spent: Share of the total that the poorest hold, % (95% confidence interval). 0.25, Women: 0.030 (0.026 to 0.034); 0.25, Men: 0.020 (0.016 to 0.024); 0.5, Women: 0.120 (0.110 to 0.130); 0.5, Men: 0.100 (0.090 to 0.110); 0.75, Women: 0.380 (0.360 to 0.400); 0.75, Men: 0.330 (0.310 to 0.350).
# Draws itself beside this file, by gnuplot 5.4 or later: gnuplot lorenz.gp
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
x1(v) = 436.99 + (v - 0) * 738.8199999999999
y1(v) = 908.24 + (v - 0) * -738.8199999999999
# the poorest, what they hold, its limits: shares
$curve2 << EOD
0 0 0 0
0.25 0.02 0.016 0.024
0.5 0.1 0.09000000000000001 0.11
0.75 0.33 0.31 0.35000000000000003
1 1 1 1
EOD
$curve1 << EOD
0 0 0 0
0.25 0.03 0.026 0.034
0.5 0.12 0.11 0.13
0.75 0.38 0.36 0.4
1 1 1 1
EOD
set object 1 circle at 1256.81,495.29 size 11 back fillcolor rgb '#0072b2' fillstyle solid noborder
set object 2 polygon from 1246.81,545.09 to 1266.81,545.09 to 1266.81,565.09 to 1246.81,565.09 to 1246.81,545.09 back fillcolor rgb '#d55e00' fillstyle solid noborder
set arrow 1 from 436.99,169.42 to 436.99,908.24 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 2 from 584.754,169.42 to 584.754,908.24 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 3 from 732.518,169.42 to 732.518,908.24 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 4 from 880.282,169.42 to 880.282,908.24 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 5 from 1028.046,169.42 to 1028.046,908.24 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 6 from 1175.81,169.42 to 1175.81,908.24 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 7 from 436.99,908.24 to 1175.81,908.24 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 8 from 436.99,760.476 to 1175.81,760.476 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 9 from 436.99,612.712 to 1175.81,612.712 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 10 from 436.99,464.948 to 1175.81,464.948 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 11 from 436.99,317.184 to 1175.81,317.184 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 12 from 436.99,169.42 to 1175.81,169.42 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 13 from 436.99,908.24 to 1175.81,169.42 nohead back linewidth 2.5 linecolor rgb '#8c8c8c'
set label 1 'Euros spent: Share of the total that the poorest hold, % (95% confidence interval)' at 58,116.9 left font ',28' textcolor rgb '#555555' noenhanced front
set label 2 'Base: n = 14,460, weighted; effective n of an estimate: 5,648 to 5,920. 95% confidence intervals: Wald; strata: 20; clusters: 480. Source: Consumer interest survey, 2021. Synthetic data.' at 58,1036.84 left font ',20' textcolor rgb '#6b6b6b' noenhanced front
set label 3 '0%' at 436.99,941.84 center font ',24' textcolor rgb '#555555' noenhanced front
set label 4 '20%' at 584.754,941.84 center font ',24' textcolor rgb '#555555' noenhanced front
set label 5 '40%' at 732.518,941.84 center font ',24' textcolor rgb '#555555' noenhanced front
set label 6 '60%' at 880.282,941.84 center font ',24' textcolor rgb '#555555' noenhanced front
set label 7 '80%' at 1028.046,941.84 center font ',24' textcolor rgb '#555555' noenhanced front
set label 8 '100%' at 1175.81,941.84 center font ',24' textcolor rgb '#555555' noenhanced front
set label 9 '0%' at 418.99,908.24 right font ',24' textcolor rgb '#555555' noenhanced front
set label 10 '20%' at 418.99,760.476 right font ',24' textcolor rgb '#555555' noenhanced front
set label 11 '40%' at 418.99,612.712 right font ',24' textcolor rgb '#555555' noenhanced front
set label 12 '60%' at 418.99,464.948 right font ',24' textcolor rgb '#555555' noenhanced front
set label 13 '80%' at 418.99,317.184 right font ',24' textcolor rgb '#555555' noenhanced front
set label 14 '100%' at 418.99,169.42 right font ',24' textcolor rgb '#555555' noenhanced front
set label 15 'All have the same' at 776.8472,538.83 right font ',22' textcolor rgb '#555555' noenhanced front
set label 16 'Share of all, the poorest first' at 806.4,982.64 center font ',24' textcolor rgb '#555555' noenhanced front
set label 17 'n = 7,400' at 1279.81,525.25 left font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 18 'n = 7,060' at 1279.81,585.05 left font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 19 'Interest in live-stream shopping' at 58,64.83 left font ',45' textcolor rgb '#1b1b1b' noenhanced front
set label 20 'Women' at 1279.81,495.29 left font ',24' textcolor rgb '#0072b2' noenhanced front
set label 21 'Men' at 1279.81,555.09 left font ',24' textcolor rgb '#b04d00' noenhanced front

# --- svg
regular = 'Inter&#44; Helvetica Neue&#44; Helvetica&#44; Arial&#44; sans-serif'
bold = 'Inter&#44; Helvetica Neue&#44; Helvetica&#44; Arial&#44; sans-serif" font-weight="bold'
dot = 0.7636
set errorbars 0.6255
do for [i=19:19] { set label i font bold.',45' }
do for [i=20:21] { set label i font bold.',24' }
set terminal svg size 1920,1080 noenhanced font regular.',28' background '#ffffff'
set output 'lorenz.svg'
plot $curve2 using (x1($1)):(y1($3)):(y1($4)) with filledcurves fillstyle transparent solid 0.18 noborder linecolor rgb '#d55e00' notitle, \
     $curve2 using (x1($1)):(y1($2)) with lines linewidth 3.5 linecolor rgb '#d55e00' title 'Men', \
     $curve2 using (x1($1)):($1 > 0 && $1 < 1 ? y1($2) : NaN) with points pointtype 5 pointsize dot linecolor rgb '#d55e00' notitle, \
     $curve1 using (x1($1)):(y1($3)):(y1($4)) with filledcurves fillstyle transparent solid 0.18 noborder linecolor rgb '#0072b2' notitle, \
     $curve1 using (x1($1)):(y1($2)) with lines linewidth 3.5 linecolor rgb '#0072b2' title 'Women', \
     $curve1 using (x1($1)):($1 > 0 && $1 < 1 ? y1($2) : NaN) with points pointtype 7 pointsize dot linecolor rgb '#0072b2' notitle
unset output

# --- png
regular = 'Inter'
bold = 'Inter:Bold'
dot = 2.1818
set errorbars 0.7273
do for [i=19:19] { set label i font bold.',45' }
do for [i=20:21] { set label i font bold.',24' }
set terminal pngcairo size 1920,1080 noenhanced font regular.',28' fontscale 0.75 background '#ffffff'
set output 'lorenz.png'
replot
unset output

# --- pdf
regular = 'Inter'
bold = 'Inter:Bold'
dot = 1.2
set errorbars 0.7273
do for [i=19:19] { set label i font bold.',45' }
do for [i=20:21] { set label i font bold.',24' }
set terminal pdfcairo size 13.3333in,7.5in noenhanced font regular.',28' fontscale 0.375 background '#ffffff'
set output 'lorenz.pdf'
replot
unset output
