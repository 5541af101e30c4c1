# Title: Polish and Spanish shoppers are the keenest on live-stream shopping
# Description: Dot chart. How interested are you in shopping by live stream? Interested, % (95% confidence interval). Poland: 78% (77% to 80%); Spain: 75% (74% to 77%); France: 66% (64% to 68%); United Kingdom: 61% (59% to 63%); All: 70% (69% to 71%).
# Draws itself beside this file, by gnuplot 5.4 or later: gnuplot dot-countries.gp
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
x1(v) = 307.146735 + (v - 0.55) * 4704.499583333334
# value, height on the page, lower and upper limit, colour
$estimates << EOD
0.781 292.3636 0.766 0.796 0x0072b2
0.752 404.3636 0.736 0.768 0x0072b2
0.66 516.3636 0.642 0.678 0x0072b2
0.61 628.3636 0.593 0.627 0x0072b2
0.7004 790.7636 0.6921 0.7087 0x444444
EOD
set arrow 1 from 58,699.4836 to 1862,699.4836 nohead back linewidth 2 linecolor rgb '#e3e3e3'
set arrow 2 from 307.1467,226.2836 to 307.1467,836.6836 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 3 from 542.3717,226.2836 to 542.3717,836.6836 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 4 from 777.5967,226.2836 to 777.5967,836.6836 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 5 from 1012.8217,226.2836 to 1012.8217,836.6836 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 6 from 1248.0467,226.2836 to 1248.0467,836.6836 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 7 from 1483.2716,226.2836 to 1483.2716,836.6836 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 8 from 1718.4966,226.2836 to 1718.4966,836.6836 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set label 1 'How interested are you in shopping by live stream?  Interested, % (95% confidence interval)' at 58,116.9 left font ',28' textcolor rgb '#555555' noenhanced front
set label 2 'Base: n = 14,460, weighted; effective n of an estimate: 2,880 to 11,568. 95% confidence intervals: logit; strata: 20; clusters: 480. Source: Consumer interest survey, 2021. Synthetic data.' at 58,1036.84 left font ',20' textcolor rgb '#6b6b6b' noenhanced front
set label 3 'Poland' at 281.1467,292.3636 right font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 4 'Spain' at 281.1467,404.3636 right font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 5 'France' at 281.1467,516.3636 right font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 6 'United Kingdom' at 281.1467,628.3636 right font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 7 'All' at 281.1467,790.7636 right font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 8 'n = 3,600' at 1862,292.3636 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 9 'n = 3,600' at 1862,404.3636 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 10 'n = 3,630' at 1862,516.3636 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 11 'n = 3,630' at 1862,628.3636 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 12 'n = 14,460' at 1862,790.7636 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 13 '55%' at 307.1467,870.2836 center font ',24' textcolor rgb '#555555' noenhanced front
set label 14 '60%' at 542.3717,870.2836 center font ',24' textcolor rgb '#555555' noenhanced front
set label 15 '65%' at 777.5967,870.2836 center font ',24' textcolor rgb '#555555' noenhanced front
set label 16 '70%' at 1012.8217,870.2836 center font ',24' textcolor rgb '#555555' noenhanced front
set label 17 '75%' at 1248.0467,870.2836 center font ',24' textcolor rgb '#555555' noenhanced front
set label 18 '80%' at 1483.2716,870.2836 center font ',24' textcolor rgb '#555555' noenhanced front
set label 19 '85%' at 1718.4966,870.2836 center font ',24' textcolor rgb '#555555' noenhanced front
set label 20 'Polish and Spanish shoppers are the keenest on live-stream shopping' at 58,64.83 left font ',45' textcolor rgb '#1b1b1b' noenhanced front
set label 21 '78%' at 1393.8861,254.7636 center font ',28' textcolor rgb '#0072b2' noenhanced front
set label 22 '75%' at 1257.4557,366.7636 center font ',28' textcolor rgb '#0072b2' noenhanced front
set label 23 '66%' at 824.6417,478.7636 center font ',28' textcolor rgb '#0072b2' noenhanced front
set label 24 '61%' at 589.4167,590.7636 center font ',28' textcolor rgb '#0072b2' noenhanced front
set label 25 '70%' at 1014.7035,753.1636 center font ',28' textcolor rgb '#444444' noenhanced front

# --- svg
regular = 'Inter&#44; Helvetica Neue&#44; Helvetica&#44; Arial&#44; sans-serif'
bold = 'Inter&#44; Helvetica Neue&#44; Helvetica&#44; Arial&#44; sans-serif" font-weight="bold'
dot = 1.05
set errorbars 0.86
do for [i=20:20] { set label i font bold.',45' }
do for [i=21:25] { set label i font bold.',28' }
set terminal svg size 1920,1080 noenhanced font regular.',28' background '#ffffff'
set output 'dot-countries.svg'
plot $estimates using (x1($1)):2:(x1($3)):(x1($4)):5 with xerrorbars pointtype 7 pointsize dot linewidth 4 linecolor rgb variable title 'Estimates'
unset output

# --- png
regular = 'Inter'
bold = 'Inter:Bold'
dot = 3
set errorbars 1
do for [i=20:20] { set label i font bold.',45' }
do for [i=21:25] { set label i font bold.',28' }
set terminal pngcairo size 1920,1080 noenhanced font regular.',28' fontscale 0.75 background '#ffffff'
set output 'dot-countries.png'
replot
unset output

# --- pdf
regular = 'Inter'
bold = 'Inter:Bold'
dot = 1.65
set errorbars 1
do for [i=20:20] { set label i font bold.',45' }
do for [i=21:25] { set label i font bold.',28' }
set terminal pdfcairo size 13.3333in,7.5in noenhanced font regular.',28' fontscale 0.375 background '#ffffff'
set output 'dot-countries.pdf'
replot
unset output
