# Title: Students enrolled in California's schools
# Description: Dot chart. Students enrolled: Total (95% confidence interval). Elementary: 1.84M (1.74M to 1.95M); Middle: 0.85M (0.74M to 0.95M); High: 1.00M (0.86M to 1.13M); All: 3.69M (3.46M to 3.91M).
# Draws itself beside this file, by gnuplot 5.4 or later: gnuplot dot-totals.gp
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
x1(v) = 240.29985 + (v - 0) * 0.00030199000400000007
# value, height on the page, lower and upper limit, colour
$estimates << EOD
1842584.3 334.9236 1738583.8 1946584.8 0x0072b2
847730.8 446.9236 742330.7000000001 953130.9 0x0072b2
997128.5 558.9236 861427.6 1132829.4 0x0072b2
3687177.5 721.3236 3460777.5 3913577.5 0x444444
EOD
set arrow 1 from 58,630.0436 to 1862,630.0436 nohead back linewidth 2 linecolor rgb '#e3e3e3'
set arrow 2 from 240.2998,268.8436 to 240.2998,767.2436 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 3 from 542.2899,268.8436 to 542.2899,767.2436 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 4 from 844.2799,268.8436 to 844.2799,767.2436 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 5 from 1146.2699,268.8436 to 1146.2699,767.2436 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 6 from 1448.2599,268.8436 to 1448.2599,767.2436 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 7 from 1750.2499,268.8436 to 1750.2499,767.2436 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set label 1 'Students enrolled: Total (95% confidence interval)' at 58,116.9 left font ',28' textcolor rgb '#555555' noenhanced front
set label 2 'Base: n = 200, weighted; effective n of an estimate: 40 to 160. 95% confidence intervals: Wald; strata: 3; clusters: 200. Source: California Academic Performance Index, 2000.' at 58,1036.84 left font ',20' textcolor rgb '#6b6b6b' noenhanced front
set label 3 'Elementary' at 214.2998,334.9236 right font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 4 'Middle' at 214.2998,446.9236 right font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 5 'High' at 214.2998,558.9236 right font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 6 'All' at 214.2998,721.3236 right font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 7 'n = 100' at 1862,334.9236 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 8 'n = 50' at 1862,446.9236 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 9 'n = 50' at 1862,558.9236 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 10 'n = 200' at 1862,721.3236 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 11 '0' at 240.2998,800.8436 center font ',24' textcolor rgb '#555555' noenhanced front
set label 12 '1M' at 542.2899,800.8436 center font ',24' textcolor rgb '#555555' noenhanced front
set label 13 '2M' at 844.2799,800.8436 center font ',24' textcolor rgb '#555555' noenhanced front
set label 14 '3M' at 1146.2699,800.8436 center font ',24' textcolor rgb '#555555' noenhanced front
set label 15 '4M' at 1448.2599,800.8436 center font ',24' textcolor rgb '#555555' noenhanced front
set label 16 '5M' at 1750.2499,800.8436 center font ',24' textcolor rgb '#555555' noenhanced front
set label 17 'Students enrolled in California'."\047".'s schools' at 58,64.83 left font ',45' textcolor rgb '#1b1b1b' noenhanced front
set label 18 '1.84M' at 796.7419,297.3236 center font ',28' textcolor rgb '#0072b2' noenhanced front
set label 19 '0.85M' at 496.3061,409.3236 center font ',28' textcolor rgb '#0072b2' noenhanced front
set label 20 '1.00M' at 541.4227,521.3236 center font ',28' textcolor rgb '#0072b2' noenhanced front
set label 21 '3.69M' at 1353.7906,683.7236 center font ',28' textcolor rgb '#444444' noenhanced front

# --- svg
regular = 'Inter&#44; Helvetica Neue&#44; Helvetica&#44; Arial&#44; sans-serif'
bold = 'Inter&#44; Helvetica Neue&#44; Helvetica&#44; Arial&#44; sans-serif" font-weight="bold'
dot = 1.05
set errorbars 0.86
do for [i=17:17] { set label i font bold.',45' }
do for [i=18:21] { set label i font bold.',28' }
set terminal svg size 1920,1080 noenhanced font regular.',28' background '#ffffff'
set output 'dot-totals.svg'
plot $estimates using (x1($1)):2:(x1($3)):(x1($4)):5 with xerrorbars pointtype 7 pointsize dot linewidth 4 linecolor rgb variable title 'Estimates'
unset output

# --- png
regular = 'Inter'
bold = 'Inter:Bold'
dot = 3
set errorbars 1
do for [i=17:17] { set label i font bold.',45' }
do for [i=18:21] { set label i font bold.',28' }
set terminal pngcairo size 1920,1080 noenhanced font regular.',28' fontscale 0.75 background '#ffffff'
set output 'dot-totals.png'
replot
unset output

# --- pdf
regular = 'Inter'
bold = 'Inter:Bold'
dot = 1.65
set errorbars 1
do for [i=17:17] { set label i font bold.',45' }
do for [i=18:21] { set label i font bold.',28' }
set terminal pdfcairo size 13.3333in,7.5in noenhanced font regular.',28' fontscale 0.375 background '#ffffff'
set output 'dot-totals.pdf'
replot
unset output
