# Title: Interest in live-stream shopping
# Description: Forest plot. How interested are you in shopping by live stream? Interested: Odds ratio (95% confidence interval). Spain vs France: 1.71* (1.65 to 1.77); United Kingdom vs France: 0.88* (0.85 to 0.92); Spain vs Poland: 0.85* (0.83 to 0.87); United Kingdom vs Spain: 0.52* (0.50 to 0.53); France vs Poland: 0.50* (0.48 to 0.52); United Kingdom vs Poland: 0.44* (0.42 to 0.45).
# Draws itself beside this file, by gnuplot 5.4 or later: gnuplot forest-odds.gp
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
x1(v) = 451.083885 + (log(v) - -0.9008545672229024) * 682.8274066808989
# value, height on the page, lower and upper limit
$significant << EOD
1.7056451612903227 298.8356 1.6465417380486043 1.7668701308968664
0.8798076923076923 382.8356 0.8456531649735011 0.9153416642957193
0.8502746685390936 466.8356 0.8262491825773758 0.8749987621216941
0.5158210583742499 550.8356 0.4980485671529185 0.534227747673929
0.49850618864703367 634.8356 0.4818143247807931 0.515776321578761
0.43858957943464977 718.8356 0.42399349681629417 0.4536881358631029
EOD
set arrow 1 from 592.9122,256.8356 to 592.9122,760.8356 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 2 from 869.7749,256.8356 to 869.7749,760.8356 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 3 from 1066.2121,256.8356 to 1066.2121,760.8356 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 4 from 1218.5806,256.8356 to 1218.5806,760.8356 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 5 from 1343.0748,256.8356 to 1343.0748,760.8356 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 6 from 1448.3331,256.8356 to 1448.3331,760.8356 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 7 from 1066.2121,256.8356 to 1066.2121,760.8356 nohead back linewidth 2.5 linecolor rgb '#8c8c8c'
set label 1 'How interested are you in shopping by live stream?  Interested: Odds ratio (95% confidence interval)' at 58,116.9 left font ',28' textcolor rgb '#555555' noenhanced front
set label 2 'Base: n = 14,460, weighted; effective n of an estimate: 2,880 to 2,904. 95% confidence intervals: Wald; strata: 20; clusters: 480. p not adjusted; * significant at the 5% level. Source:' at 58,1010.84 left font ',20' textcolor rgb '#6b6b6b' noenhanced front
set label 3 'Consumer interest survey, 2021. Synthetic data.' at 58,1036.84 left font ',20' textcolor rgb '#6b6b6b' noenhanced front
set label 4 'Spain vs France' at 425.0839,298.8356 right font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 5 'United Kingdom vs France' at 425.0839,382.8356 right font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 6 'Spain vs Poland' at 425.0839,466.8356 right font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 7 'United Kingdom vs Spain' at 425.0839,550.8356 right font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 8 'France vs Poland' at 425.0839,634.8356 right font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 9 'United Kingdom vs Poland' at 425.0839,718.8356 right font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 10 'p < 0.001' at 1862,298.8356 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 11 'p < 0.001' at 1862,382.8356 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 12 'p < 0.001' at 1862,466.8356 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 13 'p < 0.001' at 1862,550.8356 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 14 'p < 0.001' at 1862,634.8356 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 15 'p < 0.001' at 1862,718.8356 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 16 '1.65 to 1.77' at 1740.7432,298.8356 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 17 '0.85 to 0.92' at 1740.7432,382.8356 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 18 '0.83 to 0.87' at 1740.7432,466.8356 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 19 '0.50 to 0.53' at 1740.7432,550.8356 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 20 '0.48 to 0.52' at 1740.7432,634.8356 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 21 '0.42 to 0.45' at 1740.7432,718.8356 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 22 '0.50' at 592.9122,794.4356 center font ',24' textcolor rgb '#555555' noenhanced front
set label 23 '0.75' at 869.7749,794.4356 center font ',24' textcolor rgb '#555555' noenhanced front
set label 24 '1.00' at 1066.2121,794.4356 center font ',24' textcolor rgb '#555555' noenhanced front
set label 25 '1.25' at 1218.5806,794.4356 center font ',24' textcolor rgb '#555555' noenhanced front
set label 26 '1.50' at 1343.0748,794.4356 center font ',24' textcolor rgb '#555555' noenhanced front
set label 27 '1.75' at 1448.3331,794.4356 center font ',24' textcolor rgb '#555555' noenhanced front
set label 28 'Interest in live-stream shopping' at 58,64.83 left font ',45' textcolor rgb '#1b1b1b' noenhanced front
set label 29 '1.71*' at 1588.7379,298.8356 right font ',28' textcolor rgb '#0072b2' noenhanced front
set label 30 '0.88*' at 1588.7379,382.8356 right font ',28' textcolor rgb '#0072b2' noenhanced front
set label 31 '0.85*' at 1588.7379,466.8356 right font ',28' textcolor rgb '#0072b2' noenhanced front
set label 32 '0.52*' at 1588.7379,550.8356 right font ',28' textcolor rgb '#0072b2' noenhanced front
set label 33 '0.50*' at 1588.7379,634.8356 right font ',28' textcolor rgb '#0072b2' noenhanced front
set label 34 '0.44*' at 1588.7379,718.8356 right font ',28' textcolor rgb '#0072b2' noenhanced front

# --- svg
regular = 'Inter&#44; Helvetica Neue&#44; Helvetica&#44; Arial&#44; sans-serif'
bold = 'Inter&#44; Helvetica Neue&#44; Helvetica&#44; Arial&#44; sans-serif" font-weight="bold'
dot = 1.05
set errorbars 0.86
do for [i=28:28] { set label i font bold.',45' }
do for [i=29:34] { set label i font bold.',28' }
set terminal svg size 1920,1080 noenhanced font regular.',28' background '#ffffff'
set output 'forest-odds.svg'
plot $significant using (x1($1)):2:(x1($3)):(x1($4)) with xerrorbars pointtype 7 pointsize dot linewidth 4 linecolor rgb '#0072b2' title 'Significant'
unset output

# --- png
regular = 'Inter'
bold = 'Inter:Bold'
dot = 3
set errorbars 1
do for [i=28:28] { set label i font bold.',45' }
do for [i=29:34] { set label i font bold.',28' }
set terminal pngcairo size 1920,1080 noenhanced font regular.',28' fontscale 0.75 background '#ffffff'
set output 'forest-odds.png'
replot
unset output

# --- pdf
regular = 'Inter'
bold = 'Inter:Bold'
dot = 1.65
set errorbars 1
do for [i=28:28] { set label i font bold.',45' }
do for [i=29:34] { set label i font bold.',28' }
set terminal pdfcairo size 13.3333in,7.5in noenhanced font regular.',28' fontscale 0.375 background '#ffffff'
set output 'forest-odds.pdf'
replot
unset output
