# Title: Interest in live-stream shopping
# Description: Dot chart. How interested are you in shopping by live stream? Share, % (95% confidence interval). United Kingdom, Very interested: 25% (24% to 27%); United Kingdom, Interested: 36% (34% to 38%); United Kingdom, Neutral: 14% (13% to 15%); United Kingdom, Little interested: 13% (12% to 14%); United Kingdom, Not interested: 12% (11% to 13%); Spain, Very interested: 33% (31% to 35%); Spain, Interested: 42% (40% to 44%); Spain, Neutral: 12% (11% to 13%); Spain, Little interested: 8% (7% to 9%); Spain, Not interested: 5% (4% to 6%); France, Very interested: 28% (26% to 30%); France, Interested: 38% (36% to 40%); France, Neutral: 13% (12% to 14%); France, Little interested: 12% (11% to 13%); France, Not interested: 9% (8% to 10%); Poland, Very interested: 37% (35% to 39%); Poland, Interested: 41% (39% to 43%); Poland, Neutral: 11% (10% to 12%); Poland, Little interested: 7% (6% to 8%); Poland, Not interested: 4% (3% to 5%).
# Draws itself beside this file, by gnuplot 5.4 or later: gnuplot dot-levels.gp
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
x1(v) = 307.146735 + (v - 0) * 2843.95791
# value, height on the page, lower and upper limit, colour
$series1 << EOD
0.25 236.9936 0.235 0.265 0x0072b2
0.33 421.8986 0.313 0.34700000000000003 0x0072b2
0.28 606.8036 0.264 0.29600000000000004 0x0072b2
0.37 791.7086 0.352 0.388 0x0072b2
EOD
$series2 << EOD
0.36 269.433 0.344 0.376 0xd55e00
0.42 454.338 0.40399999999999997 0.436 0xd55e00
0.38 639.243 0.363 0.397 0xd55e00
0.41 824.148 0.39299999999999996 0.427 0xd55e00
EOD
$series3 << EOD
0.14 301.8725 0.128 0.15200000000000002 0x009e73
0.12 486.7775 0.108 0.132 0x009e73
0.13 671.6825 0.11800000000000001 0.14200000000000002 0x009e73
0.11 856.5875 0.1 0.12 0x009e73
EOD
$series4 << EOD
0.13 334.312 0.11900000000000001 0.14100000000000001 0xb5578f
0.08 519.217 0.069 0.091 0xb5578f
0.12 704.122 0.109 0.131 0xb5578f
0.07 889.027 0.062000000000000006 0.07800000000000001 0xb5578f
EOD
$series5 << EOD
0.12 366.7514 0.109 0.131 0x5e3c00
0.05 551.6564 0.042 0.058 0x5e3c00
0.09 736.5614 0.08 0.09999999999999999 0x5e3c00
0.04 921.4664 0.034 0.046 0x5e3c00
EOD
set object 1 circle at 69,175.42 size 11 back fillcolor rgb '#0072b2' fillstyle solid noborder
set object 2 polygon from 323.1835,165.42 to 343.1835,165.42 to 343.1835,185.42 to 323.1835,185.42 to 323.1835,165.42 back fillcolor rgb '#d55e00' fillstyle solid noborder
set object 3 polygon from 534.9079,161.92 to 548.4079,175.42 to 534.9079,188.92 to 521.4079,175.42 to 534.9079,161.92 back fillcolor rgb '#009e73' fillstyle solid noborder
set object 4 polygon from 700.7014,162.12 to 714.0014,182.12 to 687.4014,182.12 to 700.7014,162.12 back fillcolor rgb '#b5578f' fillstyle solid noborder
set object 5 polygon from 968.3927,188.72 to 981.6927,168.72 to 955.0927,168.72 to 968.3927,188.72 back fillcolor rgb '#5e3c00' fillstyle solid noborder
set arrow 1 from 307.1467,209.42 to 307.1467,949.04 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 2 from 591.5425,209.42 to 591.5425,949.04 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 3 from 875.9383,209.42 to 875.9383,949.04 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 4 from 1160.3341,209.42 to 1160.3341,949.04 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 5 from 1444.7299,209.42 to 1444.7299,949.04 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 6 from 1729.1257,209.42 to 1729.1257,949.04 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set label 1 'How interested are you in shopping by live stream?  Share, % (95% confidence interval)' at 58,116.9 left font ',28' textcolor rgb '#555555' noenhanced front
set label 2 'Base: n = 14,460, weighted; effective n of an estimate: 2,880 to 2,904. 95% confidence intervals: logit; strata: 20; clusters: 480. Source: Consumer interest survey, 2021. Synthetic data.' at 58,1036.84 left font ',20' textcolor rgb '#6b6b6b' noenhanced front
set label 3 'United Kingdom' at 281.1467,301.8725 right font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 4 'Spain' at 281.1467,486.7775 right font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 5 'France' at 281.1467,671.6825 right font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 6 'Poland' at 281.1467,856.5875 right font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 7 'n = 3,630' at 1862,301.8725 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 8 'n = 3,600' at 1862,486.7775 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 9 'n = 3,630' at 1862,671.6825 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 10 'n = 3,600' at 1862,856.5875 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 11 '0%' at 307.1467,982.64 center font ',24' textcolor rgb '#555555' noenhanced front
set label 12 '10%' at 591.5425,982.64 center font ',24' textcolor rgb '#555555' noenhanced front
set label 13 '20%' at 875.9383,982.64 center font ',24' textcolor rgb '#555555' noenhanced front
set label 14 '30%' at 1160.3341,982.64 center font ',24' textcolor rgb '#555555' noenhanced front
set label 15 '40%' at 1444.7299,982.64 center font ',24' textcolor rgb '#555555' noenhanced front
set label 16 '50%' at 1729.1257,982.64 center font ',24' textcolor rgb '#555555' noenhanced front
set label 17 'Interest in live-stream shopping' at 58,64.83 left font ',45' textcolor rgb '#1b1b1b' noenhanced front
set label 18 'Very interested' at 92,175.42 left font ',24' textcolor rgb '#0072b2' noenhanced front
set label 19 'Interested' at 356.1835,175.42 left font ',24' textcolor rgb '#b04d00' noenhanced front
set label 20 'Neutral' at 557.9079,175.42 left font ',24' textcolor rgb '#007a58' noenhanced front
set label 21 'Little interested' at 723.7014,175.42 left font ',24' textcolor rgb '#a0447b' noenhanced front
set label 22 'Not interested' at 991.3927,175.42 left font ',24' textcolor rgb '#5e3c00' noenhanced front
set label 23 '25%' at 1076.7956,236.9936 left font ',22.7076' textcolor rgb '#0072b2' noenhanced front
set label 24 '36%' at 1392.4749,269.433 left font ',22.7076' textcolor rgb '#b04d00' noenhanced front
set label 25 '14%' at 755.4283,301.8725 left font ',22.7076' textcolor rgb '#007a58' noenhanced front
set label 26 '13%' at 724.1448,334.312 left font ',22.7076' textcolor rgb '#a0447b' noenhanced front
set label 27 '12%' at 695.7052,366.7514 left font ',22.7076' textcolor rgb '#5e3c00' noenhanced front
set label 28 '33%' at 1310.0001,421.8986 left font ',22.7076' textcolor rgb '#0072b2' noenhanced front
set label 29 '42%' at 1563.1124,454.338 left font ',22.7076' textcolor rgb '#b04d00' noenhanced front
set label 30 '12%' at 698.5492,486.7775 left font ',22.7076' textcolor rgb '#007a58' noenhanced front
set label 31 '8%' at 581.9469,519.217 left font ',22.7076' textcolor rgb '#a0447b' noenhanced front
set label 32 '5%' at 488.0963,551.6564 left font ',22.7076' textcolor rgb '#5e3c00' noenhanced front
set label 33 '28%' at 1164.9583,606.8036 left font ',22.7076' textcolor rgb '#0072b2' noenhanced front
set label 34 '38%' at 1452.198,639.243 left font ',22.7076' textcolor rgb '#b04d00' noenhanced front
set label 35 '13%' at 726.9888,671.6825 left font ',22.7076' textcolor rgb '#007a58' noenhanced front
set label 36 '12%' at 695.7052,704.122 left font ',22.7076' textcolor rgb '#a0447b' noenhanced front
set label 37 '9%' at 607.5425,736.5614 left font ',22.7076' textcolor rgb '#5e3c00' noenhanced front
set label 38 '37%' at 1426.6024,791.7086 left font ',22.7076' textcolor rgb '#0072b2' noenhanced front
set label 39 '41%' at 1537.5168,824.148 left font ',22.7076' textcolor rgb '#b04d00' noenhanced front
set label 40 '11%' at 664.4217,856.5875 left font ',22.7076' textcolor rgb '#007a58' noenhanced front
set label 41 '7%' at 544.9755,889.027 left font ',22.7076' textcolor rgb '#a0447b' noenhanced front
set label 42 '4%' at 453.9688,921.4664 left font ',22.7076' textcolor rgb '#5e3c00' noenhanced front

# --- svg
regular = 'Inter&#44; Helvetica Neue&#44; Helvetica&#44; Arial&#44; sans-serif'
bold = 'Inter&#44; Helvetica Neue&#44; Helvetica&#44; Arial&#44; sans-serif" font-weight="bold'
dot = 1.05
set errorbars 0.86
do for [i=17:17] { set label i font bold.',45' }
do for [i=18:22] { set label i font bold.',24' }
do for [i=23:42] { set label i font bold.',22.7076' }
set terminal svg size 1920,1080 noenhanced font regular.',28' background '#ffffff'
set output 'dot-levels.svg'
plot $series1 using (x1($1)):2:(x1($3)):(x1($4)):5 with xerrorbars pointtype 7 pointsize dot linewidth 4 linecolor rgb variable title 'Very interested', \
     $series2 using (x1($1)):2:(x1($3)):(x1($4)):5 with xerrorbars pointtype 5 pointsize dot linewidth 4 linecolor rgb variable title 'Interested', \
     $series3 using (x1($1)):2:(x1($3)):(x1($4)):5 with xerrorbars pointtype 13 pointsize dot linewidth 4 linecolor rgb variable title 'Neutral', \
     $series4 using (x1($1)):2:(x1($3)):(x1($4)):5 with xerrorbars pointtype 9 pointsize dot linewidth 4 linecolor rgb variable title 'Little interested', \
     $series5 using (x1($1)):2:(x1($3)):(x1($4)):5 with xerrorbars pointtype 11 pointsize dot linewidth 4 linecolor rgb variable title 'Not interested'
unset output

# --- png
regular = 'Inter'
bold = 'Inter:Bold'
dot = 3
set errorbars 1
do for [i=17:17] { set label i font bold.',45' }
do for [i=18:22] { set label i font bold.',24' }
do for [i=23:42] { set label i font bold.',22.7076' }
set terminal pngcairo size 1920,1080 noenhanced font regular.',28' fontscale 0.75 background '#ffffff'
set output 'dot-levels.png'
replot
unset output

# --- pdf
regular = 'Inter'
bold = 'Inter:Bold'
dot = 1.65
set errorbars 1
do for [i=17:17] { set label i font bold.',45' }
do for [i=18:22] { set label i font bold.',24' }
do for [i=23:42] { set label i font bold.',22.7076' }
set terminal pdfcairo size 13.3333in,7.5in noenhanced font regular.',28' fontscale 0.375 background '#ffffff'
set output 'dot-levels.pdf'
replot
unset output
