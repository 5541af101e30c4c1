# Title: Interest in live-stream shopping
# Description: Dot chart. How interested are you in shopping by live stream? Interested, % (95% confidence interval). Country: United Kingdom: 61% (59% to 63%); Spain: 75% (74% to 77%); France: 66% (64% to 68%); Poland: 78% (77% to 80%); Sex: Women: 73% (72% to 74%); Men: 67% (66% to 68%); All: 70% (69% to 71%).
# Draws itself beside this file, by gnuplot 5.4 or later: gnuplot dot-banner.gp
# Heights and text sizes are pixels of a page of 1920 x 1080.
reset
set encoding utf8
# value, height on the page, lower and upper limit, colour
$estimates << EOD
0.61 301.50562 0.593 0.627 0x0072b2
0.752 379.54108 0.736 0.768 0x0072b2
0.66 457.57655 0.642 0.678 0x0072b2
0.781 535.61202 0.766 0.796 0x0072b2
0.73 718.99537 0.718 0.742 0x0072b2
0.67 797.03084 0.658 0.682 0x0072b2
0.7004 910.18227 0.6921 0.7087 0x444444
EOD
set lmargin at screen 0.15997
set rmargin at screen 0.89505
set tmargin at screen 0.8545
set bmargin at screen 0.12111
set xrange [0.55:0.85]
set yrange [949.2:157.14]
unset key
unset border
unset ytics
set format x ''
set xtics 0.55,0.05 scale 0
set grid xtics back linetype 1 linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 2 from screen 0.03021,0.20962 to screen 0.96979,0.20962 nohead back linewidth 2 linecolor rgb '#e3e3e3'
set label 1 'How interested are you in shopping by live stream?  Interested, % (95% confidence interval)' at screen 0.03021,0.89202 left font ',28' textcolor rgb '#555555' noenhanced
set label 2 'Base: n = 14,460, weighted. 95% confidence intervals: logit; 20 strata, 480 clusters. Source: Consumer interest survey, 2021. Synthetic data.' at screen 0.03021,0.03981 left font ',20' textcolor rgb '#6b6b6b' noenhanced
set label 3 'United Kingdom' at screen 0.14643,0.72083 right font ',29' textcolor rgb '#1b1b1b' noenhanced
set label 4 'Spain' at screen 0.14643,0.64857 right font ',29' textcolor rgb '#1b1b1b' noenhanced
set label 5 'France' at screen 0.14643,0.57632 right font ',29' textcolor rgb '#1b1b1b' noenhanced
set label 6 'Poland' at screen 0.14643,0.50406 right font ',29' textcolor rgb '#1b1b1b' noenhanced
set label 7 'Women' at screen 0.14643,0.33426 right font ',29' textcolor rgb '#1b1b1b' noenhanced
set label 8 'Men' at screen 0.14643,0.26201 right font ',29' textcolor rgb '#1b1b1b' noenhanced
set label 9 'All' at screen 0.14643,0.15724 right font ',29' textcolor rgb '#1b1b1b' noenhanced
set label 10 'n = 3,630' at screen 0.96979,0.72083 right font ',22' textcolor rgb '#6b6b6b' noenhanced
set label 11 'n = 3,600' at screen 0.96979,0.64857 right font ',22' textcolor rgb '#6b6b6b' noenhanced
set label 12 'n = 3,630' at screen 0.96979,0.57632 right font ',22' textcolor rgb '#6b6b6b' noenhanced
set label 13 'n = 3,600' at screen 0.96979,0.50406 right font ',22' textcolor rgb '#6b6b6b' noenhanced
set label 14 'n = 7,400' at screen 0.96979,0.33426 right font ',22' textcolor rgb '#6b6b6b' noenhanced
set label 15 'n = 7,060' at screen 0.96979,0.26201 right font ',22' textcolor rgb '#6b6b6b' noenhanced
set label 16 'n = 14,460' at screen 0.96979,0.15724 right font ',22' textcolor rgb '#6b6b6b' noenhanced
set label 17 '55%' at screen 0.15997,0.09 center font ',24' textcolor rgb '#555555' noenhanced
set label 18 '60%' at screen 0.28249,0.09 center font ',24' textcolor rgb '#555555' noenhanced
set label 19 '65%' at screen 0.405,0.09 center font ',24' textcolor rgb '#555555' noenhanced
set label 20 '70%' at screen 0.52751,0.09 center font ',24' textcolor rgb '#555555' noenhanced
set label 21 '75%' at screen 0.65002,0.09 center font ',24' textcolor rgb '#555555' noenhanced
set label 22 '80%' at screen 0.77254,0.09 center font ',24' textcolor rgb '#555555' noenhanced
set label 23 '85%' at screen 0.89505,0.09 center font ',24' textcolor rgb '#555555' noenhanced
set label 24 'Interest in live-stream shopping' at screen 0.03021,0.94023 left font ',45' textcolor rgb '#1b1b1b' noenhanced
set label 25 'Country' at screen 0.03021,0.79792 left font ',29' textcolor rgb '#1b1b1b' noenhanced
set label 26 'Sex' at screen 0.03021,0.41136 left font ',29' textcolor rgb '#1b1b1b' noenhanced
set label 27 '61%' at screen 0.35698,0.72083 left font ',28' textcolor rgb '#0072b2' noenhanced
set label 28 '75%' at screen 0.70246,0.64857 left font ',28' textcolor rgb '#0072b2' noenhanced
set label 29 '66%' at screen 0.48194,0.57632 left font ',28' textcolor rgb '#0072b2' noenhanced
set label 30 '78%' at screen 0.77107,0.50406 left font ',28' textcolor rgb '#0072b2' noenhanced
set label 31 '73%' at screen 0.63876,0.33426 left font ',28' textcolor rgb '#0072b2' noenhanced
set label 32 '67%' at screen 0.49174,0.26201 left font ',28' textcolor rgb '#0072b2' noenhanced
set label 33 '70%' at screen 0.55716,0.15724 left font ',28' textcolor rgb '#444444' noenhanced

regular = 'Inter&#44; Helvetica Neue&#44; Helvetica&#44; Arial&#44; sans-serif'
bold = 'Inter&#44; Helvetica Neue&#44; Helvetica&#44; Arial&#44; sans-serif" font-weight="bold'
dot = 1.05
set errorbars 0.86
do for [i=24:24] { set label i font bold.',45' }
do for [i=25:26] { set label i font bold.',29' }
do for [i=27:33] { set label i font bold.',28' }
set terminal svg size 1920,1080 noenhanced font regular.',28' background '#ffffff'
set output 'dot-banner.svg'
plot $estimates using 1:2:3:4:5 with xerrorbars pointtype 7 pointsize dot linewidth 4 linecolor rgb variable title 'Estimates'

regular = 'Inter'
bold = 'Inter:Bold'
dot = 3
set errorbars 1
do for [i=24:24] { set label i font bold.',45' }
do for [i=25:26] { set label i font bold.',29' }
do for [i=27:33] { set label i font bold.',28' }
set terminal pngcairo size 1920,1080 noenhanced font regular.',28' fontscale 0.75 background '#ffffff'
set output 'dot-banner.png'
replot

regular = 'Inter'
bold = 'Inter:Bold'
dot = 1.65
set errorbars 1
do for [i=24:24] { set label i font bold.',45' }
do for [i=25:26] { set label i font bold.',29' }
do for [i=27:33] { set label i font bold.',28' }
set terminal pdfcairo size 13.333in,7.5in noenhanced font regular.',28' fontscale 0.375 background '#ffffff'
set output 'dot-banner.pdf'
replot
unset output
