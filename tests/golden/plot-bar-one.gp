# Title: Interest in live-stream shopping
# Description: Bar chart. How interested are you in shopping by live stream? Interested, % (95% confidence interval). Interested: 70.0% (69.2% to 70.9%).
# Draws itself beside this file, by gnuplot 5.4 or later: gnuplot bar-one.gp
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
x1(v) = 226.435965 + (v - 0) * 1865.07580625
# value, height on the page, lower and upper limit, colour
$estimates << EOD
0.7004 470.7156 0.6921 0.7087 0x0072b2
EOD
set arrow 1 from 226.436,418.7156 to 226.436,522.7156 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 2 from 599.4511,418.7156 to 599.4511,522.7156 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 3 from 972.4663,418.7156 to 972.4663,522.7156 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 4 from 1345.4814,418.7156 to 1345.4814,522.7156 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 5 from 1718.4966,418.7156 to 1718.4966,522.7156 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 6 from 226.436,418.7156 to 226.436,522.7156 nohead back linewidth 2 linecolor rgb '#8c8c8c'
set label 1 'How interested are you in shopping by live stream?  Interested, % (95% confidence interval)' at 58,116.9 left font ',28' textcolor rgb '#555555' noenhanced front
set label 2 'Base: n = 14,460, weighted; effective n of an estimate: 11,568. 95% confidence intervals: logit; strata: 20; clusters: 480. Source: Consumer interest survey, 2021. Synthetic data.' at 58,1036.84 left font ',20' textcolor rgb '#6b6b6b' noenhanced front
set label 3 'Interested' at 200.436,470.7156 right font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 4 'n = 14,460' at 1862,470.7156 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 5 '0%' at 226.436,556.3156 center font ',24' textcolor rgb '#555555' noenhanced front
set label 6 '20%' at 599.4511,556.3156 center font ',24' textcolor rgb '#555555' noenhanced front
set label 7 '40%' at 972.4663,556.3156 center font ',24' textcolor rgb '#555555' noenhanced front
set label 8 '60%' at 1345.4814,556.3156 center font ',24' textcolor rgb '#555555' noenhanced front
set label 9 '80%' at 1718.4966,556.3156 center font ',24' textcolor rgb '#555555' noenhanced front
set label 10 'Interest in live-stream shopping' at 58,64.83 left font ',45' textcolor rgb '#1b1b1b' noenhanced front
set label 11 '70.0%' at 1564.2152,470.7156 left font ',28' textcolor rgb '#0072b2' noenhanced front

# --- svg
regular = 'Inter&#44; Helvetica Neue&#44; Helvetica&#44; Arial&#44; sans-serif'
bold = 'Inter&#44; Helvetica Neue&#44; Helvetica&#44; Arial&#44; sans-serif" font-weight="bold'
dot = 1.05
set errorbars 0.86
do for [i=10:10] { set label i font bold.',45' }
do for [i=11:11] { set label i font bold.',28' }
set terminal svg size 1920,1080 noenhanced font regular.',28' background '#ffffff'
set output 'bar-one.svg'
plot $estimates using (x1($1)):2:(x1(0)):(x1($1)):($2-32.24):($2+32.24):5 with boxxyerror fillstyle solid noborder linecolor rgb variable title 'Estimates', \
     $estimates using (x1($1)):2:(x1($3)):(x1($4)) with xerrorbars pointtype 7 pointsize 0.05 linewidth 6 linecolor rgb '#ffffff' title 'Estimates', \
     $estimates using (x1($1)):2:(x1($3)):(x1($4)) with xerrorbars pointtype 7 pointsize 0.05 linewidth 2.5 linecolor rgb '#1b1b1b' title 'Estimates'
unset output

# --- png
regular = 'Inter'
bold = 'Inter:Bold'
dot = 3
set errorbars 1
do for [i=10:10] { set label i font bold.',45' }
do for [i=11:11] { set label i font bold.',28' }
set terminal pngcairo size 1920,1080 noenhanced font regular.',28' fontscale 0.75 background '#ffffff'
set output 'bar-one.png'
replot
unset output

# --- pdf
regular = 'Inter'
bold = 'Inter:Bold'
dot = 1.65
set errorbars 1
do for [i=10:10] { set label i font bold.',45' }
do for [i=11:11] { set label i font bold.',28' }
set terminal pdfcairo size 13.3333in,7.5in noenhanced font regular.',28' fontscale 0.375 background '#ffffff'
set output 'bar-one.pdf'
replot
unset output
