# Title: One in two has bought through an app, one in ten on the phone
# Description: Dot chart. Yes, % (95% confidence interval). Through an app: 51.2% (50.3% to 52.1%); On the web: 43.3% (42.4% to 44.2%); By telephone, after seeing an offer on television or in a printed catalogue: 9.8% (9.2% to 10.4%).
# Draws itself beside this file, by gnuplot 5.4 or later: gnuplot dot-variables.gp
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
x1(v) = 609.94458 + (v - 0) * 1847.5867166666665
# value, height on the page, lower and upper limit, colour
$estimates << EOD
0.512 386.7556 0.503 0.521 0x0072b2
0.433 498.7556 0.4245 0.4415 0x0072b2
0.098 610.7556 0.092 0.10400000000000001 0x0072b2
EOD
set arrow 1 from 609.9446,320.6756 to 609.9446,656.6756 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 2 from 794.7033,320.6756 to 794.7033,656.6756 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 3 from 979.4619,320.6756 to 979.4619,656.6756 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 4 from 1164.2206,320.6756 to 1164.2206,656.6756 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 5 from 1348.9793,320.6756 to 1348.9793,656.6756 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 6 from 1533.7379,320.6756 to 1533.7379,656.6756 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 7 from 1718.4966,320.6756 to 1718.4966,656.6756 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set label 1 'Yes, % (95% confidence interval)' at 58,116.9 left font ',28' textcolor rgb '#555555' noenhanced front
set label 2 'Base: n = 14,300 to 14,460, weighted; effective n of an estimate: 11,440 to 11,568. 95% confidence intervals: logit; strata: 20; clusters: 480. Source: Consumer interest survey, 2021.' at 58,1010.84 left font ',20' textcolor rgb '#6b6b6b' noenhanced front
set label 3 'Synthetic data.' at 58,1036.84 left font ',20' textcolor rgb '#6b6b6b' noenhanced front
set label 4 'Through an app' at 583.9446,386.7556 right font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 5 'On the web' at 583.9446,498.7556 right font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 6 'By telephone, after seeing an offer on' at 583.9446,593.6456 right font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 7 'television or in a printed catalogue' at 583.9446,627.8656 right font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 8 'n = 14,460' at 1862,386.7556 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 9 'n = 14,300' at 1862,498.7556 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 10 'n = 14,460' at 1862,610.7556 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 11 '0%' at 609.9446,690.2756 center font ',24' textcolor rgb '#555555' noenhanced front
set label 12 '10%' at 794.7033,690.2756 center font ',24' textcolor rgb '#555555' noenhanced front
set label 13 '20%' at 979.4619,690.2756 center font ',24' textcolor rgb '#555555' noenhanced front
set label 14 '30%' at 1164.2206,690.2756 center font ',24' textcolor rgb '#555555' noenhanced front
set label 15 '40%' at 1348.9793,690.2756 center font ',24' textcolor rgb '#555555' noenhanced front
set label 16 '50%' at 1533.7379,690.2756 center font ',24' textcolor rgb '#555555' noenhanced front
set label 17 '60%' at 1718.4966,690.2756 center font ',24' textcolor rgb '#555555' noenhanced front
set label 18 'One in two has bought through an app, one in ten on the phone' at 58,64.83 left font ',45' textcolor rgb '#1b1b1b' noenhanced front
set label 19 '51.2%' at 1555.909,349.1556 center font ',28' textcolor rgb '#0072b2' noenhanced front
set label 20 '43.3%' at 1409.9496,461.1556 center font ',28' textcolor rgb '#0072b2' noenhanced front
set label 21 '9.8%' at 791.0081,573.1556 center font ',28' textcolor rgb '#0072b2' noenhanced front

# --- svg
regular = 'Inter&#44; Helvetica Neue&#44; Helvetica&#44; Arial&#44; sans-serif'
bold = 'Inter&#44; Helvetica Neue&#44; Helvetica&#44; Arial&#44; sans-serif" font-weight="bold'
dot = 1.05
set errorbars 0.86
do for [i=18:18] { set label i font bold.',45' }
do for [i=19:21] { set label i font bold.',28' }
set terminal svg size 1920,1080 noenhanced font regular.',28' background '#ffffff'
set output 'dot-variables.svg'
plot $estimates using (x1($1)):2:(x1($3)):(x1($4)):5 with xerrorbars pointtype 7 pointsize dot linewidth 4 linecolor rgb variable title 'Estimates'
unset output

# --- png
regular = 'Inter'
bold = 'Inter:Bold'
dot = 3
set errorbars 1
do for [i=18:18] { set label i font bold.',45' }
do for [i=19:21] { set label i font bold.',28' }
set terminal pngcairo size 1920,1080 noenhanced font regular.',28' fontscale 0.75 background '#ffffff'
set output 'dot-variables.png'
replot
unset output

# --- pdf
regular = 'Inter'
bold = 'Inter:Bold'
dot = 1.65
set errorbars 1
do for [i=18:18] { set label i font bold.',45' }
do for [i=19:21] { set label i font bold.',28' }
set terminal pdfcairo size 13.3333in,7.5in noenhanced font regular.',28' fontscale 0.375 background '#ffffff'
set output 'dot-variables.pdf'
replot
unset output
