# Title: Interest falls with age in every country, and fastest in the United Kingdom
# Description: Bar chart. How interested are you in shopping by live stream? Interested, % (95% confidence interval). United Kingdom, 18-34: 71% (68% to 74%); United Kingdom, 35-49: 62% (59% to 65%); United Kingdom, 50+: 49% (46% to 52%); Spain, 18-34: 84% (82% to 86%); Spain, 35-49: 76% (73% to 79%); Spain, 50+: 66% (63% to 69%); France, 18-34: 75% (72% to 78%); France, 35-49: 66% (63% to 69%); France, 50+: 57% (54% to 60%); Poland, 18-34: 87% (85% to 89%); Poland, 35-49: 79% (77% to 81%); Poland, 50+: 68% (65% to 71%); All: 70% (69% to 71%).
# Draws itself beside this file, by gnuplot 5.4 or later: gnuplot bar-country-age.gp
# Heights and text sizes are pixels of a page of 1920 x 1080.
reset
set encoding utf8
# value, height on the page, lower and upper limit, colour
$estimates << EOD
0.7004 912.08785 0.6921 0.7087 0x444444
EOD
$series1 << EOD
0.71 246.25215 0.6799999999999999 0.74 0x0072b2
0.84 407.79917 0.816 0.864 0x0072b2
0.75 569.34619 0.722 0.778 0x0072b2
0.87 730.89322 0.848 0.892 0x0072b2
EOD
$series2 << EOD
0.62 289.91351 0.593 0.647 0xd55e00
0.76 451.46053 0.734 0.786 0xd55e00
0.66 613.00755 0.633 0.687 0xd55e00
0.79 774.55457 0.766 0.8140000000000001 0xd55e00
EOD
$series3 << EOD
0.49 333.57487 0.45999999999999996 0.52 0x009e73
0.66 495.12189 0.63 0.6900000000000001 0x009e73
0.57 656.66891 0.5399999999999999 0.6 0x009e73
0.68 818.21593 0.65 0.7100000000000001 0x009e73
EOD
set lmargin at screen 0.15997
set rmargin at screen 0.89505
set tmargin at screen 0.80635
set bmargin at screen 0.12111
set xrange [0:1]
set yrange [949.2:209.14]
unset key
unset border
unset ytics
set format x ''
set xtics 0,0.2 scale 0
set grid xtics back linetype 1 linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 1 from screen 0.15997,0.80635 to screen 0.15997,0.12111 nohead back linewidth 2 linecolor rgb '#8c8c8c'
set arrow 2 from screen 0.03021,0.19893 to screen 0.96979,0.19893 nohead back linewidth 2 linecolor rgb '#e3e3e3'
set object 1 polygon from screen 0.03073,0.84709 to screen 0.04115,0.84709 to screen 0.04115,0.82857 to screen 0.03073,0.82857 to screen 0.03073,0.84709 fillcolor rgb '#0072b2' fillstyle solid noborder
set object 2 polygon from screen 0.10886,0.84709 to screen 0.11928,0.84709 to screen 0.11928,0.82857 to screen 0.10886,0.82857 to screen 0.10886,0.84709 fillcolor rgb '#d55e00' fillstyle solid noborder
set object 3 polygon from screen 0.18895,0.84709 to screen 0.19937,0.84709 to screen 0.19937,0.82857 to screen 0.18895,0.82857 to screen 0.18895,0.84709 fillcolor rgb '#009e73' fillstyle solid noborder
set label 1 'How interested are you in shopping by live stream?  Interested, % (95% confidence interval)' at screen 0.03021,0.89202 left font ',28' textcolor rgb '#555555' noenhanced
set label 2 'Base: n = 14,460, weighted. 95% confidence intervals: logit; 20 strata, 480 clusters. Source: Consumer interest survey, 2021. Synthetic data.' at screen 0.03021,0.03981 left font ',20' textcolor rgb '#6b6b6b' noenhanced
set label 3 'United Kingdom' at screen 0.14643,0.73156 right font ',29' textcolor rgb '#1b1b1b' noenhanced
set label 4 'Spain' at screen 0.14643,0.58198 right font ',29' textcolor rgb '#1b1b1b' noenhanced
set label 5 'France' at screen 0.14643,0.4324 right font ',29' textcolor rgb '#1b1b1b' noenhanced
set label 6 'Poland' at screen 0.14643,0.28282 right font ',29' textcolor rgb '#1b1b1b' noenhanced
set label 7 'All' at screen 0.14643,0.15547 right font ',29' textcolor rgb '#1b1b1b' noenhanced
set label 8 'n = 1,130' at screen 0.96979,0.77199 right font ',22' textcolor rgb '#6b6b6b' noenhanced
set label 9 'n = 1,300' at screen 0.96979,0.73156 right font ',22' textcolor rgb '#6b6b6b' noenhanced
set label 10 'n = 1,200' at screen 0.96979,0.69113 right font ',22' textcolor rgb '#6b6b6b' noenhanced
set label 11 'n = 1,120' at screen 0.96979,0.62241 right font ',22' textcolor rgb '#6b6b6b' noenhanced
set label 12 'n = 1,280' at screen 0.96979,0.58198 right font ',22' textcolor rgb '#6b6b6b' noenhanced
set label 13 'n = 1,200' at screen 0.96979,0.54155 right font ',22' textcolor rgb '#6b6b6b' noenhanced
set label 14 'n = 1,150' at screen 0.96979,0.47283 right font ',22' textcolor rgb '#6b6b6b' noenhanced
set label 15 'n = 1,290' at screen 0.96979,0.4324 right font ',22' textcolor rgb '#6b6b6b' noenhanced
set label 16 'n = 1,190' at screen 0.96979,0.39197 right font ',22' textcolor rgb '#6b6b6b' noenhanced
set label 17 'n = 1,100' at screen 0.96979,0.32325 right font ',22' textcolor rgb '#6b6b6b' noenhanced
set label 18 'n = 1,310' at screen 0.96979,0.28282 right font ',22' textcolor rgb '#6b6b6b' noenhanced
set label 19 'n = 1,190' at screen 0.96979,0.24239 right font ',22' textcolor rgb '#6b6b6b' noenhanced
set label 20 'n = 14,460' at screen 0.96979,0.15547 right font ',22' textcolor rgb '#6b6b6b' noenhanced
set label 21 '0%' at screen 0.15997,0.09 center font ',24' textcolor rgb '#555555' noenhanced
set label 22 '20%' at screen 0.30699,0.09 center font ',24' textcolor rgb '#555555' noenhanced
set label 23 '40%' at screen 0.454,0.09 center font ',24' textcolor rgb '#555555' noenhanced
set label 24 '60%' at screen 0.60102,0.09 center font ',24' textcolor rgb '#555555' noenhanced
set label 25 '80%' at screen 0.74803,0.09 center font ',24' textcolor rgb '#555555' noenhanced
set label 26 '100%' at screen 0.89505,0.09 center font ',24' textcolor rgb '#555555' noenhanced
set label 27 'Interest falls with age in every country, and fastest in the United Kingdom' at screen 0.03021,0.94023 left font ',45' textcolor rgb '#1b1b1b' noenhanced
set label 28 '71%' at screen 0.71226,0.77199 left font ',28' textcolor rgb '#0072b2' noenhanced
set label 29 '62%' at screen 0.6439,0.73156 left font ',28' textcolor rgb '#b04d00' noenhanced
set label 30 '49%' at screen 0.55055,0.69113 left font ',28' textcolor rgb '#007a58' noenhanced
set label 31 '84%' at screen 0.80341,0.62241 left font ',28' textcolor rgb '#0072b2' noenhanced
set label 32 '76%' at screen 0.74608,0.58198 left font ',28' textcolor rgb '#b04d00' noenhanced
set label 33 '66%' at screen 0.67551,0.54155 left font ',28' textcolor rgb '#007a58' noenhanced
set label 34 '75%' at screen 0.7402,0.47283 left font ',28' textcolor rgb '#0072b2' noenhanced
set label 35 '66%' at screen 0.6733,0.4324 left font ',28' textcolor rgb '#b04d00' noenhanced
set label 36 '57%' at screen 0.60935,0.39197 left font ',28' textcolor rgb '#007a58' noenhanced
set label 37 '87%' at screen 0.824,0.32325 left font ',28' textcolor rgb '#0072b2' noenhanced
set label 38 '79%' at screen 0.76666,0.28282 left font ',28' textcolor rgb '#b04d00' noenhanced
set label 39 '68%' at screen 0.69021,0.24239 left font ',28' textcolor rgb '#007a58' noenhanced
set label 40 '70%' at screen 0.68926,0.15547 left font ',28' textcolor rgb '#444444' noenhanced
set label 41 '18-34' at screen 0.04792,0.83783 left font ',24' textcolor rgb '#0072b2' noenhanced
set label 42 '35-49' at screen 0.12605,0.83783 left font ',24' textcolor rgb '#b04d00' noenhanced
set label 43 '50+' at screen 0.20614,0.83783 left font ',24' textcolor rgb '#007a58' noenhanced

regular = 'Inter&#44; Helvetica Neue&#44; Helvetica&#44; Arial&#44; sans-serif'
bold = 'Inter&#44; Helvetica Neue&#44; Helvetica&#44; Arial&#44; sans-serif" font-weight="bold'
dot = 1.05
set errorbars 0.86
do for [i=27:27] { set label i font bold.',45' }
do for [i=28:40] { set label i font bold.',28' }
do for [i=41:43] { set label i font bold.',24' }
set terminal svg size 1920,1080 noenhanced font regular.',28' background '#ffffff'
set output 'bar-country-age.svg'
plot $estimates using 1:2:(0):1:($2-18.33777):($2+18.33777):5 with boxxyerror fillstyle solid noborder linecolor rgb variable title 'All', \
     $estimates using 1:2:3:4 with xerrorbars pointtype 7 pointsize 0.05 linewidth 6 linecolor rgb '#ffffff' title 'All', \
     $estimates using 1:2:3:4 with xerrorbars pointtype 7 pointsize 0.05 linewidth 2.5 linecolor rgb '#1b1b1b' title 'All', \
     $series1 using 1:2:(0):1:($2-18.33777):($2+18.33777):5 with boxxyerror fillstyle solid noborder linecolor rgb variable title '18-34', \
     $series1 using 1:2:3:4 with xerrorbars pointtype 7 pointsize 0.05 linewidth 6 linecolor rgb '#ffffff' title '18-34', \
     $series1 using 1:2:3:4 with xerrorbars pointtype 7 pointsize 0.05 linewidth 2.5 linecolor rgb '#1b1b1b' title '18-34', \
     $series2 using 1:2:(0):1:($2-18.33777):($2+18.33777):5 with boxxyerror fillstyle solid noborder linecolor rgb variable title '35-49', \
     $series2 using 1:2:3:4 with xerrorbars pointtype 7 pointsize 0.05 linewidth 6 linecolor rgb '#ffffff' title '35-49', \
     $series2 using 1:2:3:4 with xerrorbars pointtype 7 pointsize 0.05 linewidth 2.5 linecolor rgb '#1b1b1b' title '35-49', \
     $series3 using 1:2:(0):1:($2-18.33777):($2+18.33777):5 with boxxyerror fillstyle solid noborder linecolor rgb variable title '50+', \
     $series3 using 1:2:3:4 with xerrorbars pointtype 7 pointsize 0.05 linewidth 6 linecolor rgb '#ffffff' title '50+', \
     $series3 using 1:2:3:4 with xerrorbars pointtype 7 pointsize 0.05 linewidth 2.5 linecolor rgb '#1b1b1b' title '50+'

regular = 'Inter'
bold = 'Inter:Bold'
dot = 3
set errorbars 1
do for [i=27:27] { set label i font bold.',45' }
do for [i=28:40] { set label i font bold.',28' }
do for [i=41:43] { set label i font bold.',24' }
set terminal pngcairo size 1920,1080 noenhanced font regular.',28' fontscale 0.75 background '#ffffff'
set output 'bar-country-age.png'
replot

regular = 'Inter'
bold = 'Inter:Bold'
dot = 1.65
set errorbars 1
do for [i=27:27] { set label i font bold.',45' }
do for [i=28:40] { set label i font bold.',28' }
do for [i=41:43] { set label i font bold.',24' }
set terminal pdfcairo size 13.333in,7.5in noenhanced font regular.',28' fontscale 0.375 background '#ffffff'
set output 'bar-country-age.pdf'
replot
unset output
