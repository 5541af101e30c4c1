# Title: Interest falls with age in every country, and fastest in the United Kingdom
# Description: Bar chart. How interested are you in shopping by live stream? Interested, % (95% confidence interval). United Kingdom, 18-34: 71% (68% to 74%); United Kingdom, 35-49: 62% (59% to 65%); United Kingdom, 50+: 49% (46% to 52%); Spain, 18-34: 84% (82% to 86%); Spain, 35-49: 76% (73% to 79%); Spain, 50+: 66% (63% to 69%); France, 18-34: 75% (72% to 78%); France, 35-49: 66% (63% to 69%); France, 50+: 57% (54% to 60%); Poland, 18-34: 87% (85% to 89%); Poland, 35-49: 79% (77% to 81%); Poland, 50+: 68% (65% to 71%); All: 70% (69% to 71%).
# Draws itself beside this file, by gnuplot 5.4 or later: gnuplot bar-country-age.gp
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
x1(v) = 307.146735 + (v - 0) * 1411.3498749999999
# value, height on the page, lower and upper limit, colour
$estimates << EOD
0.7004 911.9499 0.6921 0.7087 0x444444
EOD
$series1 << EOD
0.71 246.5101 0.6799999999999999 0.74 0x0072b2
0.84 407.9611 0.816 0.864 0x0072b2
0.75 569.412 0.722 0.778 0x0072b2
0.87 730.863 0.848 0.892 0x0072b2
EOD
$series2 << EOD
0.62 290.1455 0.593 0.647 0xd55e00
0.76 451.5965 0.734 0.786 0xd55e00
0.66 613.0474 0.633 0.687 0xd55e00
0.79 774.4984 0.766 0.8140000000000001 0xd55e00
EOD
$series3 << EOD
0.49 333.7809 0.45999999999999996 0.52 0x009e73
0.66 495.2319 0.63 0.6900000000000001 0x009e73
0.57 656.6828 0.5399999999999999 0.6 0x009e73
0.68 818.1338 0.65 0.7100000000000001 0x009e73
EOD
set object 1 polygon from 59,165.42 to 79,165.42 to 79,185.42 to 59,185.42 to 59,165.42 back fillcolor rgb '#0072b2' fillstyle solid noborder
set object 2 polygon from 209.0082,165.42 to 229.0082,165.42 to 229.0082,185.42 to 209.0082,185.42 to 209.0082,165.42 back fillcolor rgb '#d55e00' fillstyle solid noborder
set object 3 polygon from 362.7921,165.42 to 382.7921,165.42 to 382.7921,185.42 to 362.7921,185.42 to 362.7921,165.42 back fillcolor rgb '#009e73' fillstyle solid noborder
set arrow 1 from 58,865.0419 to 1862,865.0419 nohead back linewidth 2 linecolor rgb '#e3e3e3'
set arrow 2 from 307.1467,209.42 to 307.1467,949.04 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 3 from 589.4167,209.42 to 589.4167,949.04 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 4 from 871.6867,209.42 to 871.6867,949.04 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 5 from 1153.9567,209.42 to 1153.9567,949.04 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 6 from 1436.2266,209.42 to 1436.2266,949.04 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 7 from 1718.4966,209.42 to 1718.4966,949.04 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 8 from 307.1467,209.42 to 307.1467,949.04 nohead back linewidth 2 linecolor rgb '#8c8c8c'
set label 1 'How interested are you in shopping by live stream?  Interested, % (95% confidence interval)' at 58,116.9 left font ',28' textcolor rgb '#555555' noenhanced front
set label 2 'Base: n = 14,460, weighted; effective n of an estimate: 880 to 11,568. 95% confidence intervals: logit; strata: 20; clusters: 480. Source: Consumer interest survey, 2021. Synthetic data.' at 58,1036.84 left font ',20' textcolor rgb '#6b6b6b' noenhanced front
set label 3 'United Kingdom' at 281.1467,290.1455 right font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 4 'Spain' at 281.1467,451.5965 right font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 5 'France' at 281.1467,613.0474 right font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 6 'Poland' at 281.1467,774.4984 right font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 7 'All' at 281.1467,911.9499 right font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 8 'n = 1,130' at 1862,246.5101 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 9 'n = 1,300' at 1862,290.1455 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 10 'n = 1,200' at 1862,333.7809 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 11 'n = 1,120' at 1862,407.9611 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 12 'n = 1,280' at 1862,451.5965 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 13 'n = 1,200' at 1862,495.2319 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 14 'n = 1,150' at 1862,569.412 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 15 'n = 1,290' at 1862,613.0474 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 16 'n = 1,190' at 1862,656.6828 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 17 'n = 1,100' at 1862,730.863 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 18 'n = 1,310' at 1862,774.4984 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 19 'n = 1,190' at 1862,818.1338 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 20 'n = 14,460' at 1862,911.9499 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 21 '0%' at 307.1467,982.64 center font ',24' textcolor rgb '#555555' noenhanced front
set label 22 '20%' at 589.4167,982.64 center font ',24' textcolor rgb '#555555' noenhanced front
set label 23 '40%' at 871.6867,982.64 center font ',24' textcolor rgb '#555555' noenhanced front
set label 24 '60%' at 1153.9567,982.64 center font ',24' textcolor rgb '#555555' noenhanced front
set label 25 '80%' at 1436.2266,982.64 center font ',24' textcolor rgb '#555555' noenhanced front
set label 26 '100%' at 1718.4966,982.64 center font ',24' textcolor rgb '#555555' noenhanced front
set label 27 'Interest falls with age in every country, and fastest in the United Kingdom' at 58,64.83 left font ',45' textcolor rgb '#1b1b1b' noenhanced front
set label 28 '71%' at 1367.5456,246.5101 left font ',28' textcolor rgb '#0072b2' noenhanced front
set label 29 '62%' at 1236.2901,290.1455 left font ',28' textcolor rgb '#b04d00' noenhanced front
set label 30 '49%' at 1057.0487,333.7809 left font ',28' textcolor rgb '#007a58' noenhanced front
set label 31 '84%' at 1542.553,407.9611 left font ',28' textcolor rgb '#0072b2' noenhanced front
set label 32 '76%' at 1432.4677,451.5965 left font ',28' textcolor rgb '#b04d00' noenhanced front
set label 33 '66%' at 1296.9781,495.2319 left font ',28' textcolor rgb '#007a58' noenhanced front
set label 34 '75%' at 1421.1769,569.412 left font ',28' textcolor rgb '#0072b2' noenhanced front
set label 35 '66%' at 1292.7441,613.0474 left font ',28' textcolor rgb '#b04d00' noenhanced front
set label 36 '57%' at 1169.9567,656.6828 left font ',28' textcolor rgb '#007a58' noenhanced front
set label 37 '87%' at 1582.0708,730.863 left font ',28' textcolor rgb '#0072b2' noenhanced front
set label 38 '79%' at 1471.9855,774.4984 left font ',28' textcolor rgb '#b04d00' noenhanced front
set label 39 '68%' at 1325.2051,818.1338 left font ',28' textcolor rgb '#007a58' noenhanced front
set label 40 '70%' at 1323.3704,911.9499 left font ',28' textcolor rgb '#444444' noenhanced front
set label 41 '18-34' at 92,175.42 left font ',24' textcolor rgb '#0072b2' noenhanced front
set label 42 '35-49' at 242.0082,175.42 left font ',24' textcolor rgb '#b04d00' noenhanced front
set label 43 '50+' at 395.7921,175.42 left font ',24' textcolor rgb '#007a58' noenhanced front

# --- svg
regular = 'Inter&#44; Helvetica Neue&#44; Helvetica&#44; Arial&#44; sans-serif'
bold = 'Inter&#44; Helvetica Neue&#44; Helvetica&#44; Arial&#44; sans-serif" font-weight="bold'
dot = 1.05
set errorbars 0.86
do for [i=27:27] { set label i font bold.',45' }
do for [i=28:40] { set label i font bold.',28' }
do for [i=41:43] { set label i font bold.',24' }
set terminal svg size 1920,1080 noenhanced font regular.',28' background '#ffffff'
set output 'bar-country-age.svg'
plot $estimates using (x1($1)):2:(x1(0)):(x1($1)):($2-18.3269):($2+18.3269):5 with boxxyerror fillstyle solid noborder linecolor rgb variable title 'All', \
     $estimates using (x1($1)):2:(x1($3)):(x1($4)) with xerrorbars pointtype 7 pointsize 0.05 linewidth 6 linecolor rgb '#ffffff' title 'All', \
     $estimates using (x1($1)):2:(x1($3)):(x1($4)) with xerrorbars pointtype 7 pointsize 0.05 linewidth 2.5 linecolor rgb '#1b1b1b' title 'All', \
     $series1 using (x1($1)):2:(x1(0)):(x1($1)):($2-18.3269):($2+18.3269):5 with boxxyerror fillstyle solid noborder linecolor rgb variable title '18-34', \
     $series1 using (x1($1)):2:(x1($3)):(x1($4)) with xerrorbars pointtype 7 pointsize 0.05 linewidth 6 linecolor rgb '#ffffff' title '18-34', \
     $series1 using (x1($1)):2:(x1($3)):(x1($4)) with xerrorbars pointtype 7 pointsize 0.05 linewidth 2.5 linecolor rgb '#1b1b1b' title '18-34', \
     $series2 using (x1($1)):2:(x1(0)):(x1($1)):($2-18.3269):($2+18.3269):5 with boxxyerror fillstyle solid noborder linecolor rgb variable title '35-49', \
     $series2 using (x1($1)):2:(x1($3)):(x1($4)) with xerrorbars pointtype 7 pointsize 0.05 linewidth 6 linecolor rgb '#ffffff' title '35-49', \
     $series2 using (x1($1)):2:(x1($3)):(x1($4)) with xerrorbars pointtype 7 pointsize 0.05 linewidth 2.5 linecolor rgb '#1b1b1b' title '35-49', \
     $series3 using (x1($1)):2:(x1(0)):(x1($1)):($2-18.3269):($2+18.3269):5 with boxxyerror fillstyle solid noborder linecolor rgb variable title '50+', \
     $series3 using (x1($1)):2:(x1($3)):(x1($4)) with xerrorbars pointtype 7 pointsize 0.05 linewidth 6 linecolor rgb '#ffffff' title '50+', \
     $series3 using (x1($1)):2:(x1($3)):(x1($4)) with xerrorbars pointtype 7 pointsize 0.05 linewidth 2.5 linecolor rgb '#1b1b1b' title '50+'
unset output

# --- png
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
unset output

# --- pdf
regular = 'Inter'
bold = 'Inter:Bold'
dot = 1.65
set errorbars 1
do for [i=27:27] { set label i font bold.',45' }
do for [i=28:40] { set label i font bold.',28' }
do for [i=41:43] { set label i font bold.',24' }
set terminal pdfcairo size 13.3333in,7.5in noenhanced font regular.',28' fontscale 0.375 background '#ffffff'
set output 'bar-country-age.pdf'
replot
unset output
