# Title: Interest in live-stream shopping
# Description: Line chart. How interested are you in shopping by live stream? Interested, % (95% confidence interval). United Kingdom: Spring: 50% (46% to 54%); Summer: 53% (49% to 57%); Autumn: 67% (63% to 71%); Spain: Spring: 51% (47% to 55%); Summer: suppressed; Autumn: 76% (73% to 80%); France: Spring: 55% (51% to 59%); Summer: 57% (53% to 61%); Autumn: 61% (57% to 65%).
# Draws itself beside this file, by gnuplot 5.4 or later: gnuplot line-panels.gp
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
x1(v) = 193.6918 + (v - 0) * 207.5119
y1(v) = 923.04 + (v - 0.4) * -1456.42
x2(v) = 786.81032 + (v - 0) * 207.51189999999997
y2(v) = 923.04 + (v - 0.4) * -1456.42
x3(v) = 1379.92884 + (v - 0) * 207.51189999999997
y3(v) = 923.04 + (v - 0.4) * -1456.42
# a line: wave, value, lower and upper limit
$line1 << EOD
0 0.5 0.46 0.54
1 0.53 0.49000000000000005 0.5700000000000001
2 0.67 0.63 0.7100000000000001
EOD
$line2_1 << EOD
0 0.51 0.47000000000000003 0.55

2 0.76 0.725 0.795
EOD
$line3_1 << EOD
0 0.55 0.51 0.5900000000000001
1 0.57 0.5299999999999999 0.61
2 0.61 0.57 0.65
EOD
set object 1 polygon from 782.0103,704.577 to 791.6103,704.577 to 791.6103,821.0906 to 782.0103,821.0906 to 782.0103,704.577 back fillcolor rgb '#d3dbe8' fillstyle solid noborder
set object 2 polygon from 1197.0341,347.7541 to 1206.6341,347.7541 to 1206.6341,449.7035 to 1197.0341,449.7035 to 1197.0341,347.7541 back fillcolor rgb '#d3dbe8' fillstyle solid noborder
set arrow 1 from 126.6444,923.04 to 675.763,923.04 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 2 from 126.6444,777.398 to 675.763,777.398 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 3 from 126.6444,631.756 to 675.763,631.756 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 4 from 126.6444,486.114 to 675.763,486.114 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 5 from 126.6444,340.472 to 675.763,340.472 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 6 from 126.6444,194.83 to 675.763,194.83 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 7 from 719.763,923.04 to 1268.8815,923.04 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 8 from 719.763,777.398 to 1268.8815,777.398 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 9 from 719.763,631.756 to 1268.8815,631.756 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 10 from 719.763,486.114 to 1268.8815,486.114 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 11 from 719.763,340.472 to 1268.8815,340.472 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 12 from 719.763,194.83 to 1268.8815,194.83 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 13 from 1312.8815,923.04 to 1862,923.04 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 14 from 1312.8815,777.398 to 1862,777.398 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 15 from 1312.8815,631.756 to 1862,631.756 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 16 from 1312.8815,486.114 to 1862,486.114 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 17 from 1312.8815,340.472 to 1862,340.472 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 18 from 1312.8815,194.83 to 1862,194.83 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set label 1 'How interested are you in shopping by live stream?  Interested, % (95% confidence interval)' at 58,116.9 left font ',28' textcolor rgb '#555555' noenhanced front
set label 2 'Base: n = 4,816, weighted; n of an estimate: 20 to 610; effective n of an estimate: 472 to 488. 95% confidence intervals: logit; strata: 20; clusters: 480. Suppressed: bases under 0. Source:' at 58,1010.84 left font ',20' textcolor rgb '#6b6b6b' noenhanced front
set label 3 'Consumer interest survey, 2021. Synthetic data.' at 58,1036.84 left font ',20' textcolor rgb '#6b6b6b' noenhanced front
set label 4 '40%' at 108.6444,923.04 right font ',24' textcolor rgb '#555555' noenhanced front
set label 5 '50%' at 108.6444,777.398 right font ',24' textcolor rgb '#555555' noenhanced front
set label 6 '60%' at 108.6444,631.756 right font ',24' textcolor rgb '#555555' noenhanced front
set label 7 '70%' at 108.6444,486.114 right font ',24' textcolor rgb '#555555' noenhanced front
set label 8 '80%' at 108.6444,340.472 right font ',24' textcolor rgb '#555555' noenhanced front
set label 9 '90%' at 108.6444,194.83 right font ',24' textcolor rgb '#555555' noenhanced front
set label 10 'Spring' at 193.6918,956.64 center font ',24' textcolor rgb '#555555' noenhanced front
set label 11 'Summer' at 401.2037,956.64 center font ',24' textcolor rgb '#555555' noenhanced front
set label 12 'Autumn' at 608.7156,956.64 center font ',24' textcolor rgb '#555555' noenhanced front
set label 13 'Spring' at 786.8103,956.64 center font ',24' textcolor rgb '#555555' noenhanced front
set label 14 'Summer' at 994.3222,956.64 center font ',24' textcolor rgb '#555555' noenhanced front
set label 15 'Autumn' at 1201.8341,956.64 center font ',24' textcolor rgb '#555555' noenhanced front
set label 16 'Spring' at 1379.9288,956.64 center font ',24' textcolor rgb '#555555' noenhanced front
set label 17 'Summer' at 1587.4407,956.64 center font ',24' textcolor rgb '#555555' noenhanced front
set label 18 'Autumn' at 1794.9526,956.64 center font ',24' textcolor rgb '#555555' noenhanced front
set label 19 'Interest in live-stream shopping' at 58,64.83 left font ',45' textcolor rgb '#1b1b1b' noenhanced front
set label 20 'United Kingdom' at 126.6444,172.384 left font ',24.94' textcolor rgb '#1b1b1b' noenhanced front
set label 21 'Spain' at 719.763,172.384 left font ',24.94' textcolor rgb '#1b1b1b' noenhanced front
set label 22 'France' at 1312.8815,172.384 left font ',24.94' textcolor rgb '#1b1b1b' noenhanced front
set label 23 '50%' at 177.7918,777.398 right font ',22' textcolor rgb '#0072b2' noenhanced front
set label 24 '67%' at 624.6156,529.8066 left font ',22' textcolor rgb '#0072b2' noenhanced front
set label 25 '51%' at 770.9103,762.8338 right font ',22' textcolor rgb '#0072b2' noenhanced front
set label 26 '76%' at 1217.7341,398.7288 left font ',22' textcolor rgb '#0072b2' noenhanced front
set label 27 '55%' at 1364.0288,704.577 right font ',22' textcolor rgb '#0072b2' noenhanced front
set label 28 '61%' at 1810.8526,617.1918 left font ',22' textcolor rgb '#0072b2' noenhanced front

# --- svg
regular = 'Inter&#44; Helvetica Neue&#44; Helvetica&#44; Arial&#44; sans-serif'
bold = 'Inter&#44; Helvetica Neue&#44; Helvetica&#44; Arial&#44; sans-serif" font-weight="bold'
dot = 0.7636
set errorbars 0.6255
do for [i=19:19] { set label i font bold.',45' }
do for [i=20:22] { set label i font bold.',24.94' }
do for [i=23:28] { set label i font bold.',22' }
set terminal svg size 1920,1080 noenhanced font regular.',28' background '#ffffff'
set output 'line-panels.svg'
plot $line1 using (x1($1)):(y1($3)):(y1($4)) with filledcurves fillstyle transparent solid 0.17 noborder linecolor rgb '#0072b2' title 'Estimates', \
     $line1 using (x1($1)):(y1($2)) with linespoints pointtype 7 pointsize dot linewidth 3.375 linecolor rgb '#0072b2' title 'Estimates', \
     $line2_1 using (x2($1)):(y2($3)):(y2($4)) with filledcurves fillstyle transparent solid 0.17 noborder linecolor rgb '#0072b2' title 'Estimates', \
     $line2_1 using (x2($1)):(y2($2)) with linespoints pointtype 7 pointsize dot linewidth 3.375 linecolor rgb '#0072b2' title 'Estimates', \
     $line3_1 using (x3($1)):(y3($3)):(y3($4)) with filledcurves fillstyle transparent solid 0.17 noborder linecolor rgb '#0072b2' title 'Estimates', \
     $line3_1 using (x3($1)):(y3($2)) with linespoints pointtype 7 pointsize dot linewidth 3.375 linecolor rgb '#0072b2' title 'Estimates'
unset output

# --- png
regular = 'Inter'
bold = 'Inter:Bold'
dot = 2.1818
set errorbars 0.7273
do for [i=19:19] { set label i font bold.',45' }
do for [i=20:22] { set label i font bold.',24.94' }
do for [i=23:28] { set label i font bold.',22' }
set terminal pngcairo size 1920,1080 noenhanced font regular.',28' fontscale 0.75 background '#ffffff'
set output 'line-panels.png'
replot
unset output

# --- pdf
regular = 'Inter'
bold = 'Inter:Bold'
dot = 1.2
set errorbars 0.7273
do for [i=19:19] { set label i font bold.',45' }
do for [i=20:22] { set label i font bold.',24.94' }
do for [i=23:28] { set label i font bold.',22' }
set terminal pdfcairo size 13.3333in,7.5in noenhanced font regular.',28' fontscale 0.375 background '#ffffff'
set output 'line-panels.pdf'
replot
unset output
