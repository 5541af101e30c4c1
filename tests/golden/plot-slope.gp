# Title: Interest in live-stream shopping
# Description: Slope chart. How interested are you in shopping by live stream? Interested, % (95% confidence interval). 2018, United Kingdom: 50% (46% to 54%); 2018, Spain: 51% (47% to 55%); 2018, France: 55% (51% to 59%); 2018, Poland: 56% (52% to 60%); 2024, United Kingdom: 64% (60% to 68%); 2024, Spain: 77% (74% to 81%); 2024, France: 70% (66% to 74%); 2024, Poland: suppressed.
# Draws itself beside this file, by gnuplot 5.4 or later: gnuplot slope.gp
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
x1(v) = 489.4085 + (v - 0) * 941.183
y1(v) = 975.84 + (v - 0.4531) * -2146.599777034559
# the first column's wave; then a line: wave, value, lower and upper limit
first = 2018
$line1 << EOD
2018 0.5 0.46 0.54
2024 0.64 0.6 0.68
EOD
$line2 << EOD
2018 0.51 0.47000000000000003 0.55
2024 0.77 0.735 0.805
EOD
$line3 << EOD
2018 0.55 0.51 0.5900000000000001
2024 0.7 0.6599999999999999 0.74
EOD
$line4 << EOD
2018 0.56 0.52 0.6000000000000001
EOD
set arrow 1 from 489.4085,205.64 to 489.4085,975.84 nohead back linewidth 2 linecolor rgb '#e3e3e3'
set arrow 2 from 1430.5915,205.64 to 1430.5915,975.84 nohead back linewidth 2 linecolor rgb '#e3e3e3'
set arrow 3 from 477.5285,961.0285 to 477.5285,789.3005 nohead back linewidth 5.04 linecolor rgb '#cbd5e4'
set arrow 4 from 1418.7115,660.5045 to 1418.7115,488.7765 nohead back linewidth 5.04 linecolor rgb '#cbd5e4'
set arrow 5 from 485.4485,939.5625 to 485.4485,767.8345 nohead back linewidth 5.04 linecolor rgb '#efd2cb'
set arrow 6 from 1426.6315,370.7135 to 1426.6315,220.4515 nohead back linewidth 5.04 linecolor rgb '#efd2cb'
set arrow 7 from 493.3685,853.6985 to 493.3685,681.9705 nohead back linewidth 5.04 linecolor rgb '#cbdfd5'
set arrow 8 from 1434.5515,531.7085 to 1434.5515,359.9805 nohead back linewidth 5.04 linecolor rgb '#cbdfd5'
set arrow 9 from 501.2885,832.2325 to 501.2885,660.5045 nohead back linewidth 5.04 linecolor rgb '#e5d1db'
set label 1 'How interested are you in shopping by live stream?  Interested, % (95% confidence interval)' at 58,116.9 left font ',28' textcolor rgb '#555555' noenhanced front
set label 2 'Base: n = 4,235, weighted; n of an estimate: 24 to 610; effective n of an estimate: 472 to 488. 95% confidence intervals: logit; strata: 20; clusters: 480. Suppressed: bases under 0. Source:' at 58,1010.84 left font ',20' textcolor rgb '#6b6b6b' noenhanced front
set label 3 'Consumer interest survey, 2021. Synthetic data.' at 58,1036.84 left font ',20' textcolor rgb '#6b6b6b' noenhanced front
set label 4 'Poland' at 401.6114,740.7815 right font ',24' textcolor rgb '#a0447b' noenhanced front
set label 5 'France' at 401.6114,773.4215 right font ',24' textcolor rgb '#007a58' noenhanced front
set label 6 'Spain' at 401.6114,848.1115 right font ',24' textcolor rgb '#b04d00' noenhanced front
set label 7 'United Kingdom' at 401.6114,880.7515 right font ',24' textcolor rgb '#0072b2' noenhanced front
set label 8 'Spain' at 1518.5104,295.5825 left font ',24' textcolor rgb '#b04d00' noenhanced front
set label 9 'France' at 1518.5104,445.8445 left font ',24' textcolor rgb '#007a58' noenhanced front
set label 10 'United Kingdom' at 1518.5104,574.6405 left font ',24' textcolor rgb '#0072b2' noenhanced front
set label 11 '–' at 1510.1104,959.52 right font ',24' textcolor rgb '#6b6b6b' noenhanced front
set label 12 'Poland' at 1518.5104,959.52 left font ',24' textcolor rgb '#6b6b6b' noenhanced front
set label 13 'Interest in live-stream shopping' at 58,64.83 left font ',45' textcolor rgb '#1b1b1b' noenhanced front
set label 14 '2018' at 489.4085,174.53 center font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 15 '2024' at 1430.5915,174.53 center font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 16 '56%' at 463.4085,740.7815 right font ',24' textcolor rgb '#a0447b' noenhanced front
set label 17 '55%' at 463.4085,773.4215 right font ',24' textcolor rgb '#007a58' noenhanced front
set label 18 '51%' at 463.4085,848.1115 right font ',24' textcolor rgb '#b04d00' noenhanced front
set label 19 '50%' at 463.4085,880.7515 right font ',24' textcolor rgb '#0072b2' noenhanced front
set label 20 '77%' at 1510.1104,295.5825 right font ',24' textcolor rgb '#b04d00' noenhanced front
set label 21 '70%' at 1510.1104,445.8445 right font ',24' textcolor rgb '#007a58' noenhanced front
set label 22 '64%' at 1510.1104,574.6405 right font ',24' textcolor rgb '#0072b2' noenhanced front

# --- svg
regular = 'Inter&#44; Helvetica Neue&#44; Helvetica&#44; Arial&#44; sans-serif'
bold = 'Inter&#44; Helvetica Neue&#44; Helvetica&#44; Arial&#44; sans-serif" font-weight="bold'
dot = 0.6873
set errorbars 0.5629
do for [i=13:13] { set label i font bold.',45' }
do for [i=14:15] { set label i font bold.',29' }
do for [i=16:22] { set label i font bold.',24' }
set terminal svg size 1920,1080 noenhanced font regular.',28' background '#ffffff'
set output 'slope.svg'
plot $line1 using (x1($1 == first ? 0 : 1)):(y1($2)) with linespoints pointtype 7 pointsize dot linewidth 4.5 linecolor rgb '#0072b2' title 'United Kingdom', \
     $line2 using (x1($1 == first ? 0 : 1)):(y1($2)) with linespoints pointtype 7 pointsize dot linewidth 4.5 linecolor rgb '#d55e00' title 'Spain', \
     $line3 using (x1($1 == first ? 0 : 1)):(y1($2)) with linespoints pointtype 7 pointsize dot linewidth 4.5 linecolor rgb '#009e73' title 'France', \
     $line4 using (x1($1 == first ? 0 : 1)):(y1($2)) with linespoints pointtype 7 pointsize dot linewidth 4.5 linecolor rgb '#b5578f' title 'Poland'
unset output

# --- png
regular = 'Inter'
bold = 'Inter:Bold'
dot = 1.9636
set errorbars 0.6545
do for [i=13:13] { set label i font bold.',45' }
do for [i=14:15] { set label i font bold.',29' }
do for [i=16:22] { set label i font bold.',24' }
set terminal pngcairo size 1920,1080 noenhanced font regular.',28' fontscale 0.75 background '#ffffff'
set output 'slope.png'
replot
unset output

# --- pdf
regular = 'Inter'
bold = 'Inter:Bold'
dot = 1.08
set errorbars 0.6545
do for [i=13:13] { set label i font bold.',45' }
do for [i=14:15] { set label i font bold.',29' }
do for [i=16:22] { set label i font bold.',24' }
set terminal pdfcairo size 13.3333in,7.5in noenhanced font regular.',28' fontscale 0.375 background '#ffffff'
set output 'slope.pdf'
replot
unset output
