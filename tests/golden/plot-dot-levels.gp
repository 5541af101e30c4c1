# Title: Interest in live-stream shopping
# Description: Dot chart. How interested are you in shopping by live stream? Share, % (95% confidence interval). United Kingdom, Very interested: 25% (24% to 27%); United Kingdom, Interested: 36% (34% to 38%); United Kingdom, Neutral: 14% (13% to 15%); United Kingdom, Little interested: 13% (12% to 14%); United Kingdom, Not interested: 12% (11% to 13%); Spain, Very interested: 33% (31% to 35%); Spain, Interested: 42% (40% to 44%); Spain, Neutral: 12% (11% to 13%); Spain, Little interested: 8% (7% to 9%); Spain, Not interested: 5% (4% to 6%); France, Very interested: 28% (26% to 30%); France, Interested: 38% (36% to 40%); France, Neutral: 13% (12% to 14%); France, Little interested: 12% (11% to 13%); France, Not interested: 9% (8% to 10%); Poland, Very interested: 37% (35% to 39%); Poland, Interested: 41% (39% to 43%); Poland, Neutral: 11% (10% to 12%); Poland, Little interested: 7% (6% to 8%); Poland, Not interested: 4% (3% to 5%).
# Draws itself beside this file, by gnuplot 5.4 or later: gnuplot dot-levels.gp
# Heights and text sizes are pixels of a page of 1920 x 1080.
reset
set encoding utf8
# value, height on the page, lower and upper limit, colour
$series1 << EOD
0.25 236.72996 0.235 0.265 0x0072b2
0.33 421.74496 0.313 0.34700000000000003 0x0072b2
0.28 606.75996 0.264 0.29600000000000004 0x0072b2
0.37 791.77496 0.352 0.388 0x0072b2
EOD
$series2 << EOD
0.36 269.18873 0.344 0.376 0xd55e00
0.42 454.20373 0.40399999999999997 0.436 0xd55e00
0.38 639.21873 0.363 0.397 0xd55e00
0.41 824.23373 0.39299999999999996 0.427 0xd55e00
EOD
$series3 << EOD
0.14 301.6475 0.128 0.15200000000000002 0x009e73
0.12 486.6625 0.108 0.132 0x009e73
0.13 671.6775 0.11800000000000001 0.14200000000000002 0x009e73
0.11 856.6925 0.1 0.12 0x009e73
EOD
$series4 << EOD
0.13 334.10627 0.11900000000000001 0.14100000000000001 0xb5578f
0.08 519.12127 0.069 0.091 0xb5578f
0.12 704.13627 0.109 0.131 0xb5578f
0.07 889.15127 0.062000000000000006 0.07800000000000001 0xb5578f
EOD
$series5 << EOD
0.12 366.56504 0.109 0.131 0xb07d00
0.05 551.58004 0.042 0.058 0xb07d00
0.09 736.59504 0.08 0.09999999999999999 0xb07d00
0.04 921.61004 0.034 0.046 0xb07d00
EOD
set lmargin at screen 0.15997
set rmargin at screen 0.90059
set tmargin at screen 0.80635
set bmargin at screen 0.12111
set xrange [0:0.5]
set yrange [949.2:209.14]
unset key
unset border
unset ytics
set format x ''
set xtics 0,0.1 scale 0
set grid xtics back linetype 1 linewidth 1.5 linecolor rgb '#e3e3e3'
set object 1 circle at screen 0.03594,0.83783 size screen 0.00573 fillcolor rgb '#0072b2' fillstyle solid noborder
set object 2 polygon from screen 0.16832,0.84709 to screen 0.17874,0.84709 to screen 0.17874,0.82857 to screen 0.16832,0.82857 to screen 0.16832,0.84709 fillcolor rgb '#d55e00' fillstyle solid noborder
set object 3 polygon from screen 0.2786,0.85033 to screen 0.28563,0.83783 to screen 0.2786,0.82533 to screen 0.27157,0.83783 to screen 0.2786,0.85033 fillcolor rgb '#009e73' fillstyle solid noborder
set object 4 polygon from screen 0.36495,0.85015 to screen 0.37188,0.83163 to screen 0.35802,0.83163 to screen 0.36495,0.85015 fillcolor rgb '#b5578f' fillstyle solid noborder
set object 5 polygon from screen 0.50437,0.82552 to screen 0.5113,0.84404 to screen 0.49744,0.84404 to screen 0.50437,0.82552 fillcolor rgb '#b07d00' fillstyle solid noborder
set label 1 'How interested are you in shopping by live stream?  Share, % (95% confidence interval)' at screen 0.03021,0.89202 left font ',28' textcolor rgb '#555555' noenhanced
set label 2 'Base: n = 14,460, weighted. 95% confidence intervals: logit; 20 strata, 480 clusters. Source: Consumer interest survey, 2021. Synthetic data.' at screen 0.03021,0.03981 left font ',20' textcolor rgb '#6b6b6b' noenhanced
set label 3 'United Kingdom' at screen 0.14643,0.7207 right font ',29' textcolor rgb '#1b1b1b' noenhanced
set label 4 'Spain' at screen 0.14643,0.54939 right font ',29' textcolor rgb '#1b1b1b' noenhanced
set label 5 'France' at screen 0.14643,0.37808 right font ',29' textcolor rgb '#1b1b1b' noenhanced
set label 6 'Poland' at screen 0.14643,0.20677 right font ',29' textcolor rgb '#1b1b1b' noenhanced
set label 7 'n = 3,630' at screen 0.96979,0.7207 right font ',22' textcolor rgb '#6b6b6b' noenhanced
set label 8 'n = 3,600' at screen 0.96979,0.54939 right font ',22' textcolor rgb '#6b6b6b' noenhanced
set label 9 'n = 3,630' at screen 0.96979,0.37808 right font ',22' textcolor rgb '#6b6b6b' noenhanced
set label 10 'n = 3,600' at screen 0.96979,0.20677 right font ',22' textcolor rgb '#6b6b6b' noenhanced
set label 11 '0%' at screen 0.15997,0.09 center font ',24' textcolor rgb '#555555' noenhanced
set label 12 '10%' at screen 0.3081,0.09 center font ',24' textcolor rgb '#555555' noenhanced
set label 13 '20%' at screen 0.45622,0.09 center font ',24' textcolor rgb '#555555' noenhanced
set label 14 '30%' at screen 0.60434,0.09 center font ',24' textcolor rgb '#555555' noenhanced
set label 15 '40%' at screen 0.75246,0.09 center font ',24' textcolor rgb '#555555' noenhanced
set label 16 '50%' at screen 0.90059,0.09 center font ',24' textcolor rgb '#555555' noenhanced
set label 17 'Interest in live-stream shopping' at screen 0.03021,0.94023 left font ',45' textcolor rgb '#1b1b1b' noenhanced
set label 18 'Very interested' at screen 0.04792,0.83783 left font ',24' textcolor rgb '#0072b2' noenhanced
set label 19 'Interested' at screen 0.18551,0.83783 left font ',24' textcolor rgb '#b04d00' noenhanced
set label 20 'Neutral' at screen 0.29058,0.83783 left font ',24' textcolor rgb '#007a58' noenhanced
set label 21 'Little interested' at screen 0.37693,0.83783 left font ',24' textcolor rgb '#a0447b' noenhanced
set label 22 'Not interested' at screen 0.51635,0.83783 left font ',24' textcolor rgb '#8a6200' noenhanced
set label 23 '25%' at screen 0.56083,0.78081 left font ',22.72114' textcolor rgb '#0072b2' noenhanced
set label 24 '36%' at screen 0.72525,0.75075 left font ',22.72114' textcolor rgb '#b04d00' noenhanced
set label 25 '14%' at screen 0.39345,0.7207 left font ',22.72114' textcolor rgb '#007a58' noenhanced
set label 26 '13%' at screen 0.37716,0.69064 left font ',22.72114' textcolor rgb '#a0447b' noenhanced
set label 27 '12%' at screen 0.36235,0.66059 left font ',22.72114' textcolor rgb '#8a6200' noenhanced
set label 28 '33%' at screen 0.68229,0.6095 left font ',22.72114' textcolor rgb '#0072b2' noenhanced
set label 29 '42%' at screen 0.81412,0.57944 left font ',22.72114' textcolor rgb '#b04d00' noenhanced
set label 30 '12%' at screen 0.36383,0.54939 left font ',22.72114' textcolor rgb '#007a58' noenhanced
set label 31 '8%' at screen 0.3031,0.51933 left font ',22.72114' textcolor rgb '#a0447b' noenhanced
set label 32 '5%' at screen 0.25422,0.48928 left font ',22.72114' textcolor rgb '#8a6200' noenhanced
set label 33 '28%' at screen 0.60675,0.43819 left font ',22.72114' textcolor rgb '#0072b2' noenhanced
set label 34 '38%' at screen 0.75635,0.40813 left font ',22.72114' textcolor rgb '#b04d00' noenhanced
set label 35 '13%' at screen 0.37864,0.37808 left font ',22.72114' textcolor rgb '#007a58' noenhanced
set label 36 '12%' at screen 0.36235,0.34802 left font ',22.72114' textcolor rgb '#a0447b' noenhanced
set label 37 '9%' at screen 0.31643,0.31797 left font ',22.72114' textcolor rgb '#8a6200' noenhanced
set label 38 '37%' at screen 0.74302,0.26688 left font ',22.72114' textcolor rgb '#0072b2' noenhanced
set label 39 '41%' at screen 0.80079,0.23682 left font ',22.72114' textcolor rgb '#b04d00' noenhanced
set label 40 '11%' at screen 0.34605,0.20677 left font ',22.72114' textcolor rgb '#007a58' noenhanced
set label 41 '7%' at screen 0.28384,0.17671 left font ',22.72114' textcolor rgb '#a0447b' noenhanced
set label 42 '4%' at screen 0.23644,0.14666 left font ',22.72114' textcolor rgb '#8a6200' noenhanced

regular = 'Inter&#44; Helvetica Neue&#44; Helvetica&#44; Arial&#44; sans-serif'
bold = 'Inter&#44; Helvetica Neue&#44; Helvetica&#44; Arial&#44; sans-serif" font-weight="bold'
dot = 1.05
set errorbars 0.86
do for [i=17:17] { set label i font bold.',45' }
do for [i=18:22] { set label i font bold.',24' }
do for [i=23:42] { set label i font bold.',22.72114' }
set terminal svg size 1920,1080 noenhanced font regular.',28' background '#ffffff'
set output 'dot-levels.svg'
plot $series1 using 1:2:3:4:5 with xerrorbars pointtype 7 pointsize dot linewidth 4 linecolor rgb variable title 'Very interested', \
     $series2 using 1:2:3:4:5 with xerrorbars pointtype 5 pointsize dot linewidth 4 linecolor rgb variable title 'Interested', \
     $series3 using 1:2:3:4:5 with xerrorbars pointtype 13 pointsize dot linewidth 4 linecolor rgb variable title 'Neutral', \
     $series4 using 1:2:3:4:5 with xerrorbars pointtype 9 pointsize dot linewidth 4 linecolor rgb variable title 'Little interested', \
     $series5 using 1:2:3:4:5 with xerrorbars pointtype 11 pointsize dot linewidth 4 linecolor rgb variable title 'Not interested'

regular = 'Inter'
bold = 'Inter:Bold'
dot = 3
set errorbars 1
do for [i=17:17] { set label i font bold.',45' }
do for [i=18:22] { set label i font bold.',24' }
do for [i=23:42] { set label i font bold.',22.72114' }
set terminal pngcairo size 1920,1080 noenhanced font regular.',28' fontscale 0.75 background '#ffffff'
set output 'dot-levels.png'
replot

regular = 'Inter'
bold = 'Inter:Bold'
dot = 1.65
set errorbars 1
do for [i=17:17] { set label i font bold.',45' }
do for [i=18:22] { set label i font bold.',24' }
do for [i=23:42] { set label i font bold.',22.72114' }
set terminal pdfcairo size 13.333in,7.5in noenhanced font regular.',28' fontscale 0.375 background '#ffffff'
set output 'dot-levels.pdf'
replot
unset output
