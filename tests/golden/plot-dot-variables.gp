# Title: One in two has bought through an app, one in ten on the phone
# Description: Dot chart. Yes, % (95% confidence interval). Through an app: 51.2% (50.3% to 52.1%); On the web: 43.3% (42.4% to 44.2%); By telephone, after seeing an offer on television or in a printed catalogue: 9.8% (9.2% to 10.4%).
# Draws itself beside this file, by gnuplot 5.4 or later: gnuplot dot-variables.gp
# Heights and text sizes are pixels of a page of 1920 x 1080.
reset
set encoding utf8
# value, height on the page, lower and upper limit, colour
$estimates << EOD
0.512 396.5228 0.503 0.521 0x0072b2
0.433 508.5228 0.4245 0.4415 0x0072b2
0.098 620.5228 0.092 0.10400000000000001 0x0072b2
EOD
set lmargin at screen 0.31768
set rmargin at screen 0.89505
set tmargin at screen 0.69403
set bmargin at screen 0.38292
set xrange [0:0.6]
set yrange [666.4428:330.4428]
unset key
unset border
unset ytics
set format x ''
set xtics 0,0.1 scale 0
set grid xtics back linetype 1 linewidth 1.5 linecolor rgb '#e3e3e3'
set label 1 'Yes, % (95% confidence interval)' at screen 0.03021,0.89202 left font ',28' textcolor rgb '#555555' noenhanced
set label 2 'Base: n = 14,300 to 14,460, weighted. 95% confidence intervals: logit; 20 strata, 480 clusters. Source: Consumer interest survey, 2021. Synthetic data.' at screen 0.03021,0.03981 left font ',20' textcolor rgb '#6b6b6b' noenhanced
set label 3 'Through an app' at screen 0.30414,0.63285 right font ',29' textcolor rgb '#1b1b1b' noenhanced
set label 4 'On the web' at screen 0.30414,0.52915 right font ',29' textcolor rgb '#1b1b1b' noenhanced
set label 5 'By telephone, after seeing an offer on' at screen 0.30414,0.44128 right font ',29' textcolor rgb '#1b1b1b' noenhanced
set label 6 'television or in a printed catalogue' at screen 0.30414,0.4096 right font ',29' textcolor rgb '#1b1b1b' noenhanced
set label 7 'n = 14,460' at screen 0.96979,0.63285 right font ',22' textcolor rgb '#6b6b6b' noenhanced
set label 8 'n = 14,300' at screen 0.96979,0.52915 right font ',22' textcolor rgb '#6b6b6b' noenhanced
set label 9 'n = 14,460' at screen 0.96979,0.42544 right font ',22' textcolor rgb '#6b6b6b' noenhanced
set label 10 '0%' at screen 0.31768,0.35181 center font ',24' textcolor rgb '#555555' noenhanced
set label 11 '10%' at screen 0.41391,0.35181 center font ',24' textcolor rgb '#555555' noenhanced
set label 12 '20%' at screen 0.51014,0.35181 center font ',24' textcolor rgb '#555555' noenhanced
set label 13 '30%' at screen 0.60636,0.35181 center font ',24' textcolor rgb '#555555' noenhanced
set label 14 '40%' at screen 0.70259,0.35181 center font ',24' textcolor rgb '#555555' noenhanced
set label 15 '50%' at screen 0.79882,0.35181 center font ',24' textcolor rgb '#555555' noenhanced
set label 16 '60%' at screen 0.89505,0.35181 center font ',24' textcolor rgb '#555555' noenhanced
set label 17 'One in two has bought through an app, one in ten on the phone' at screen 0.03021,0.94023 left font ',45' textcolor rgb '#1b1b1b' noenhanced
set label 18 '51.2%' at screen 0.81037,0.66803 center font ',28' textcolor rgb '#0072b2' noenhanced
set label 19 '43.3%' at screen 0.73435,0.56433 center font ',28' textcolor rgb '#0072b2' noenhanced
set label 20 '9.8%' at screen 0.41198,0.46063 center font ',28' textcolor rgb '#0072b2' noenhanced

regular = 'Inter&#44; Helvetica Neue&#44; Helvetica&#44; Arial&#44; sans-serif'
bold = 'Inter&#44; Helvetica Neue&#44; Helvetica&#44; Arial&#44; sans-serif" font-weight="bold'
dot = 1.05
set errorbars 0.86
do for [i=17:17] { set label i font bold.',45' }
do for [i=18:20] { set label i font bold.',28' }
set terminal svg size 1920,1080 noenhanced font regular.',28' background '#ffffff'
set output 'dot-variables.svg'
plot $estimates using 1:2:3:4:5 with xerrorbars pointtype 7 pointsize dot linewidth 4 linecolor rgb variable title 'Estimates'

regular = 'Inter'
bold = 'Inter:Bold'
dot = 3
set errorbars 1
do for [i=17:17] { set label i font bold.',45' }
do for [i=18:20] { set label i font bold.',28' }
set terminal pngcairo size 1920,1080 noenhanced font regular.',28' fontscale 0.75 background '#ffffff'
set output 'dot-variables.png'
replot

regular = 'Inter'
bold = 'Inter:Bold'
dot = 1.65
set errorbars 1
do for [i=17:17] { set label i font bold.',45' }
do for [i=18:20] { set label i font bold.',28' }
set terminal pdfcairo size 13.333in,7.5in noenhanced font regular.',28' fontscale 0.375 background '#ffffff'
set output 'dot-variables.pdf'
replot
unset output
