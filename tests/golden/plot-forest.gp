# Title: Interest in live-stream shopping
# Description: Forest plot. How interested are you in shopping by live stream? Interested: Difference in percentage points (95% confidence interval). United Kingdom vs Spain: −14* (−17 to −12); United Kingdom vs France: −3 (−5 to −1); United Kingdom vs Poland: suppressed; Spain vs France: +11* (+9 to +14); Spain vs Poland: suppressed; France vs Poland: suppressed.
# Draws itself beside this file, by gnuplot 5.4 or later: gnuplot forest.gp
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
x1(v) = 451.083885 + (v - -0.2) * 2891.0404714285714
# value, height on the page, lower and upper limit
$others << EOD
-0.030000000000000027 382.8356 -0.05475883680627992 -0.005241163193720134
EOD
$significant << EOD
-0.14200000000000002 298.8356 -0.16534523505985751 -0.11865476494014252
0.11199999999999999 550.8356 0.0879168108424154 0.13608318915758458
EOD
set arrow 1 from 451.0839,256.8356 to 451.0839,760.8356 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 2 from 595.6359,256.8356 to 595.6359,760.8356 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 3 from 740.1879,256.8356 to 740.1879,760.8356 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 4 from 884.74,256.8356 to 884.74,760.8356 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 5 from 1029.292,256.8356 to 1029.292,760.8356 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 6 from 1173.844,256.8356 to 1173.844,760.8356 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 7 from 1318.396,256.8356 to 1318.396,760.8356 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 8 from 1462.9481,256.8356 to 1462.9481,760.8356 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 9 from 1029.292,256.8356 to 1029.292,760.8356 nohead back linewidth 2 linecolor rgb '#8c8c8c'
set arrow 10 from 1029.292,256.8356 to 1029.292,760.8356 nohead back linewidth 2.5 linecolor rgb '#8c8c8c'
set label 1 'How interested are you in shopping by live stream?  Interested: Difference in percentage points (95% confidence interval)' at 58,116.9 left font ',28' textcolor rgb '#555555' noenhanced front
set label 2 'Base: n = 10,880, weighted; effective n of an estimate: 2,880 to 2,904. 95% confidence intervals: Wald; strata: 20; clusters: 480. p adjusted by Holm'."\047".'s method; * significant at the 5% level.' at 58,1010.84 left font ',20' textcolor rgb '#6b6b6b' noenhanced front
set label 3 'Suppressed: bases under 0. Source: Consumer interest survey, 2021. Synthetic data.' at 58,1036.84 left font ',20' textcolor rgb '#6b6b6b' noenhanced front
set label 4 'United Kingdom vs Spain' at 425.0839,298.8356 right font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 5 'United Kingdom vs France' at 425.0839,382.8356 right font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 6 'United Kingdom vs Poland' at 425.0839,466.8356 right font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 7 'Spain vs France' at 425.0839,550.8356 right font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 8 'Spain vs Poland' at 425.0839,634.8356 right font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 9 'France vs Poland' at 425.0839,718.8356 right font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 10 'p < 0.001' at 1862,298.8356 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 11 'p = 0.105' at 1862,382.8356 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 12 'p < 0.001' at 1862,550.8356 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 13 '−17 to −12' at 1740.7432,298.8356 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 14 '−5 to −1' at 1740.7432,382.8356 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 15 'suppressed' at 1608.3213,466.8356 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 16 '+9 to +14' at 1740.7432,550.8356 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 17 'suppressed' at 1608.3213,634.8356 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 18 'suppressed' at 1608.3213,718.8356 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 19 '−20' at 451.0839,794.4356 center font ',24' textcolor rgb '#555555' noenhanced front
set label 20 '−15' at 595.6359,794.4356 center font ',24' textcolor rgb '#555555' noenhanced front
set label 21 '−10' at 740.1879,794.4356 center font ',24' textcolor rgb '#555555' noenhanced front
set label 22 '−5' at 884.74,794.4356 center font ',24' textcolor rgb '#555555' noenhanced front
set label 23 '0' at 1029.292,794.4356 center font ',24' textcolor rgb '#555555' noenhanced front
set label 24 '+5' at 1173.844,794.4356 center font ',24' textcolor rgb '#555555' noenhanced front
set label 25 '+10' at 1318.396,794.4356 center font ',24' textcolor rgb '#555555' noenhanced front
set label 26 '+15' at 1462.9481,794.4356 center font ',24' textcolor rgb '#555555' noenhanced front
set label 27 'Interest in live-stream shopping' at 58,64.83 left font ',45' textcolor rgb '#1b1b1b' noenhanced front
set label 28 '−14*' at 1608.3213,298.8356 right font ',28' textcolor rgb '#0072b2' noenhanced front
set label 29 '−3' at 1608.3213,382.8356 right font ',28' textcolor rgb '#6b6b6b' noenhanced front
set label 30 '+11*' at 1608.3213,550.8356 right font ',28' textcolor rgb '#0072b2' noenhanced front

# --- svg
regular = 'Inter&#44; Helvetica Neue&#44; Helvetica&#44; Arial&#44; sans-serif'
bold = 'Inter&#44; Helvetica Neue&#44; Helvetica&#44; Arial&#44; sans-serif" font-weight="bold'
dot = 1.05
set errorbars 0.86
do for [i=27:27] { set label i font bold.',45' }
do for [i=28:30] { set label i font bold.',28' }
set terminal svg size 1920,1080 noenhanced font regular.',28' background '#ffffff'
set output 'forest.svg'
plot $others using (x1($1)):2:(x1($3)):(x1($4)) with xerrorbars pointtype 7 pointsize dot linewidth 2.8 linecolor rgb '#929292' title 'Not significant', \
     $others using (x1($1)):2 with points pointtype 7 pointsize 0.62*dot linecolor rgb '#ffffff' notitle, \
     $significant using (x1($1)):2:(x1($3)):(x1($4)) with xerrorbars pointtype 7 pointsize dot linewidth 4 linecolor rgb '#0072b2' title 'Significant'
unset output

# --- png
regular = 'Inter'
bold = 'Inter:Bold'
dot = 3
set errorbars 1
do for [i=27:27] { set label i font bold.',45' }
do for [i=28:30] { set label i font bold.',28' }
set terminal pngcairo size 1920,1080 noenhanced font regular.',28' fontscale 0.75 background '#ffffff'
set output 'forest.png'
replot
unset output

# --- pdf
regular = 'Inter'
bold = 'Inter:Bold'
dot = 1.65
set errorbars 1
do for [i=27:27] { set label i font bold.',45' }
do for [i=28:30] { set label i font bold.',28' }
set terminal pdfcairo size 13.3333in,7.5in noenhanced font regular.',28' fontscale 0.375 background '#ffffff'
set output 'forest.pdf'
replot
unset output
