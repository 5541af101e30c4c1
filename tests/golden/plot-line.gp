# Title: Interest in live-stream shopping
# Description: Line chart. How interested are you in shopping by live stream? Interested, % (95% confidence interval). 2018, United Kingdom: 50% (46% to 54%); 2018, Spain: 51% (47% to 55%); 2018, France: 55% (51% to 59%); 2018, Poland: 56% (52% to 60%); 2019, United Kingdom: 53% (49% to 57%); 2019, Spain: suppressed; 2019, France: 57% (53% to 61%); 2019, Poland: 69% (65% to 73%); 2021, United Kingdom: 67% (63% to 71%); 2021, Spain: 76% (73% to 80%); 2021, France: suppressed; 2021, Poland: 75% (72% to 79%).
# Draws itself beside this file, by gnuplot 5.4 or later: gnuplot line.gp
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
x1(v) = 226.04156 + (v - 2018) * 451.7960799999999
y1(v) = 923.04 + (v - 0.4) * -1507.24
# a line: wave, value, lower and upper limit
$line1 << EOD
2018 0.5 0.5 0.5
2019 0.53 0.53 0.53
2021 0.67 0.67 0.67
EOD
$line3 << EOD
2018 0.55 0.55 0.55
2019 0.57 0.57 0.57
EOD
$line4 << EOD
2018 0.56 0.56 0.56
2019 0.69 0.69 0.69
2021 0.75 0.75 0.75
EOD
$line2 << EOD
2018 0.51 0.47000000000000003 0.55

2021 0.76 0.725 0.795
EOD
set object 1 polygon from 221.2416,696.954 to 230.8416,696.954 to 230.8416,817.5332 to 221.2416,817.5332 to 221.2416,696.954 back fillcolor rgb '#d3dbe8' fillstyle solid noborder
set object 2 polygon from 1576.6298,327.6802 to 1586.2298,327.6802 to 1586.2298,433.187 to 1576.6298,433.187 to 1576.6298,327.6802 back fillcolor rgb '#d3dbe8' fillstyle solid noborder
set arrow 1 from 126.6444,923.04 to 1597.4298,923.04 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 2 from 126.6444,772.316 to 1597.4298,772.316 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 3 from 126.6444,621.592 to 1597.4298,621.592 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 4 from 126.6444,470.868 to 1597.4298,470.868 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 5 from 126.6444,320.144 to 1597.4298,320.144 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 6 from 126.6444,169.42 to 1597.4298,169.42 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 7 from 689.8376,666.8092 to 1615.0298,666.8092 nohead back linewidth 1.5 dashtype 2 linecolor rgb '#929292'
set label 1 'How interested are you in shopping by live stream?  Interested, % (95% confidence interval)' at 58,116.9 left font ',28' textcolor rgb '#555555' noenhanced front
set label 2 'Base: n = 6,050, weighted; n of an estimate: 20 to 610; effective n of an estimate: 472 to 488. 95% confidence intervals: logit; strata: 20; clusters: 480. Suppressed: bases under 0. Source:' at 58,1010.84 left font ',20' textcolor rgb '#6b6b6b' noenhanced front
set label 3 'Consumer interest survey, 2021. Synthetic data.' at 58,1036.84 left font ',20' textcolor rgb '#6b6b6b' noenhanced front
set label 4 '40%' at 108.6444,923.04 right font ',24' textcolor rgb '#555555' noenhanced front
set label 5 '50%' at 108.6444,772.316 right font ',24' textcolor rgb '#555555' noenhanced front
set label 6 '60%' at 108.6444,621.592 right font ',24' textcolor rgb '#555555' noenhanced front
set label 7 '70%' at 108.6444,470.868 right font ',24' textcolor rgb '#555555' noenhanced front
set label 8 '80%' at 108.6444,320.144 right font ',24' textcolor rgb '#555555' noenhanced front
set label 9 '90%' at 108.6444,169.42 right font ',24' textcolor rgb '#555555' noenhanced front
set label 10 '2018' at 226.0416,956.64 center font ',24' textcolor rgb '#555555' noenhanced front
set label 11 '2019' at 677.8376,956.64 center font ',24' textcolor rgb '#555555' noenhanced front
set label 12 '2021' at 1581.4298,956.64 center font ',24' textcolor rgb '#555555' noenhanced front
set label 13 'Spain' at 1677.3268,371.6498 left font ',24' textcolor rgb '#0072b2' noenhanced front
set label 14 'Poland' at 1677.3268,404.2898 left font ',24' textcolor rgb '#6b6b6b' noenhanced front
set label 15 'United Kingdom' at 1677.3268,516.0852 left font ',24' textcolor rgb '#6b6b6b' noenhanced front
set label 16 'France' at 1677.3268,666.8092 left font ',24' textcolor rgb '#6b6b6b' noenhanced front
set label 17 'Interest in live-stream shopping' at 58,64.83 left font ',45' textcolor rgb '#1b1b1b' noenhanced front
set label 18 '76%' at 1668.9268,371.6498 right font ',24' textcolor rgb '#0072b2' noenhanced front
set label 19 '75%' at 1668.9268,404.2898 right font ',24' textcolor rgb '#6b6b6b' noenhanced front
set label 20 '67%' at 1668.9268,516.0852 right font ',24' textcolor rgb '#6b6b6b' noenhanced front
set label 21 '–' at 1668.9268,666.8092 right font ',24' textcolor rgb '#6b6b6b' noenhanced front
set label 22 '56%' at 206.0416,673.0978 right font ',24' textcolor rgb '#6b6b6b' noenhanced front
set label 23 '55%' at 206.0416,705.7378 right font ',24' textcolor rgb '#6b6b6b' noenhanced front
set label 24 '51%' at 206.0416,748.4598 right font ',24' textcolor rgb '#0072b2' noenhanced front
set label 25 '50%' at 206.0416,781.0998 right font ',24' textcolor rgb '#6b6b6b' noenhanced front

# --- svg
regular = 'Inter&#44; Helvetica Neue&#44; Helvetica&#44; Arial&#44; sans-serif'
bold = 'Inter&#44; Helvetica Neue&#44; Helvetica&#44; Arial&#44; sans-serif" font-weight="bold'
dot = 0.7636
set errorbars 0.6255
do for [i=17:17] { set label i font bold.',45' }
do for [i=18:25] { set label i font bold.',24' }
set terminal svg size 1920,1080 noenhanced font regular.',28' background '#ffffff'
set output 'line.svg'
plot $line2 using (x1($1)):(y1($3)):(y1($4)) with filledcurves fillstyle transparent solid 0.17 noborder linecolor rgb '#0072b2' title 'Spain', \
     $line1 using (x1($1)):(y1($2)) with linespoints pointtype 7 pointsize 0.6*dot linewidth 2.5 linecolor rgb '#929292' title 'United Kingdom', \
     $line3 using (x1($1)):(y1($2)) with linespoints pointtype 13 pointsize 0.6*dot linewidth 2.5 linecolor rgb '#929292' title 'France', \
     $line4 using (x1($1)):(y1($2)) with linespoints pointtype 9 pointsize 0.6*dot linewidth 2.5 linecolor rgb '#929292' title 'Poland', \
     $line2 using (x1($1)):(y1($2)) with linespoints pointtype 5 pointsize dot linewidth 4.5 linecolor rgb '#0072b2' title 'Spain'
unset output

# --- png
regular = 'Inter'
bold = 'Inter:Bold'
dot = 2.1818
set errorbars 0.7273
do for [i=17:17] { set label i font bold.',45' }
do for [i=18:25] { set label i font bold.',24' }
set terminal pngcairo size 1920,1080 noenhanced font regular.',28' fontscale 0.75 background '#ffffff'
set output 'line.png'
replot
unset output

# --- pdf
regular = 'Inter'
bold = 'Inter:Bold'
dot = 1.2
set errorbars 0.7273
do for [i=17:17] { set label i font bold.',45' }
do for [i=18:25] { set label i font bold.',24' }
set terminal pdfcairo size 13.3333in,7.5in noenhanced font regular.',28' fontscale 0.375 background '#ffffff'
set output 'line.pdf'
replot
unset output
