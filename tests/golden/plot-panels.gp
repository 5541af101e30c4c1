# Title: Interest in live-stream shopping
# Description: Bar chart. How interested are you in shopping by live stream? Interested, % (95% confidence interval). United Kingdom: Women: 63% (61% to 65%); Men: 58% (55% to 61%); Spain: Women: 78% (76% to 80%); Men: 72% (70% to 74%); France: Women: 67% (64% to 70%); Men: 65% (62% to 68%); Poland: Women: 80% (78% to 82%); Men: suppressed.
# Draws itself beside this file, by gnuplot 5.4 or later: gnuplot panels.gp
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
x1(v) = 176.52898 + (v - 0) * 1658.9599
# value, height on the page, lower and upper limit, colour
$panel1_estimates << EOD
0.63 231.0338 0.606 0.654 0x0072b2
0.58 276.7612 0.5509999999999999 0.609 0x0072b2
EOD
x2(v) = 176.52898 + (v - 0) * 1658.9599
$panel2_estimates << EOD
0.78 435.6388 0.757 0.803 0x0072b2
0.72 481.3662 0.696 0.744 0x0072b2
EOD
x3(v) = 176.52898 + (v - 0) * 1658.9599
$panel3_estimates << EOD
0.67 640.2438 0.644 0.6960000000000001 0x0072b2
0.65 685.9712 0.623 0.677 0x0072b2
EOD
x4(v) = 176.52898 + (v - 0) * 1658.9599
$panel4_estimates << EOD
0.8 844.8487 0.78 0.8200000000000001 0x0072b2
EOD
set arrow 1 from 176.529,208.17 to 176.529,299.625 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 2 from 508.321,208.17 to 508.321,299.625 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 3 from 840.1129,208.17 to 840.1129,299.625 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 4 from 1171.9049,208.17 to 1171.9049,299.625 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 5 from 1503.6969,208.17 to 1503.6969,299.625 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 6 from 1835.4889,208.17 to 1835.4889,299.625 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 7 from 176.529,208.17 to 176.529,299.625 nohead back linewidth 2 linecolor rgb '#8c8c8c'
set arrow 8 from 176.529,412.775 to 176.529,504.23 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 9 from 508.321,412.775 to 508.321,504.23 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 10 from 840.1129,412.775 to 840.1129,504.23 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 11 from 1171.9049,412.775 to 1171.9049,504.23 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 12 from 1503.6969,412.775 to 1503.6969,504.23 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 13 from 1835.4889,412.775 to 1835.4889,504.23 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 14 from 176.529,412.775 to 176.529,504.23 nohead back linewidth 2 linecolor rgb '#8c8c8c'
set arrow 15 from 176.529,617.38 to 176.529,708.835 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 16 from 508.321,617.38 to 508.321,708.835 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 17 from 840.1129,617.38 to 840.1129,708.835 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 18 from 1171.9049,617.38 to 1171.9049,708.835 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 19 from 1503.6969,617.38 to 1503.6969,708.835 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 20 from 1835.4889,617.38 to 1835.4889,708.835 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 21 from 176.529,617.38 to 176.529,708.835 nohead back linewidth 2 linecolor rgb '#8c8c8c'
set arrow 22 from 176.529,821.985 to 176.529,913.44 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 23 from 508.321,821.985 to 508.321,913.44 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 24 from 840.1129,821.985 to 840.1129,913.44 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 25 from 1171.9049,821.985 to 1171.9049,913.44 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 26 from 1503.6969,821.985 to 1503.6969,913.44 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 27 from 1835.4889,821.985 to 1835.4889,913.44 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 28 from 176.529,821.985 to 176.529,913.44 nohead back linewidth 2 linecolor rgb '#8c8c8c'
set label 1 'How interested are you in shopping by live stream?  Interested, % (95% confidence interval)' at 58,116.9 left font ',28' textcolor rgb '#555555' noenhanced front
set label 2 'Base: n = 12,830, weighted; n of an estimate: 28 to 1,942; effective n of an estimate: 1,357 to 1,554. 95% confidence intervals: logit; strata: 20; clusters: 480. Suppressed: bases under 0.' at 58,1010.84 left font ',20' textcolor rgb '#6b6b6b' noenhanced front
set label 3 'Source: Consumer interest survey, 2021. Synthetic data.' at 58,1036.84 left font ',20' textcolor rgb '#6b6b6b' noenhanced front
set label 4 'Women' at 152.529,231.0338 right font ',26' textcolor rgb '#1b1b1b' noenhanced front
set label 5 'Men' at 152.529,276.7612 right font ',26' textcolor rgb '#1b1b1b' noenhanced front
set label 6 '0%' at 176.529,333.225 center font ',24' textcolor rgb '#555555' noenhanced front
set label 7 '20%' at 508.321,333.225 center font ',24' textcolor rgb '#555555' noenhanced front
set label 8 '40%' at 840.1129,333.225 center font ',24' textcolor rgb '#555555' noenhanced front
set label 9 '60%' at 1171.9049,333.225 center font ',24' textcolor rgb '#555555' noenhanced front
set label 10 '80%' at 1503.6969,333.225 center font ',24' textcolor rgb '#555555' noenhanced front
set label 11 '100%' at 1835.4889,333.225 center font ',24' textcolor rgb '#555555' noenhanced front
set label 12 'Women' at 152.529,435.6388 right font ',26' textcolor rgb '#1b1b1b' noenhanced front
set label 13 'Men' at 152.529,481.3662 right font ',26' textcolor rgb '#1b1b1b' noenhanced front
set label 14 '0%' at 176.529,537.83 center font ',24' textcolor rgb '#555555' noenhanced front
set label 15 '20%' at 508.321,537.83 center font ',24' textcolor rgb '#555555' noenhanced front
set label 16 '40%' at 840.1129,537.83 center font ',24' textcolor rgb '#555555' noenhanced front
set label 17 '60%' at 1171.9049,537.83 center font ',24' textcolor rgb '#555555' noenhanced front
set label 18 '80%' at 1503.6969,537.83 center font ',24' textcolor rgb '#555555' noenhanced front
set label 19 '100%' at 1835.4889,537.83 center font ',24' textcolor rgb '#555555' noenhanced front
set label 20 'Women' at 152.529,640.2438 right font ',26' textcolor rgb '#1b1b1b' noenhanced front
set label 21 'Men' at 152.529,685.9712 right font ',26' textcolor rgb '#1b1b1b' noenhanced front
set label 22 '0%' at 176.529,742.435 center font ',24' textcolor rgb '#555555' noenhanced front
set label 23 '20%' at 508.321,742.435 center font ',24' textcolor rgb '#555555' noenhanced front
set label 24 '40%' at 840.1129,742.435 center font ',24' textcolor rgb '#555555' noenhanced front
set label 25 '60%' at 1171.9049,742.435 center font ',24' textcolor rgb '#555555' noenhanced front
set label 26 '80%' at 1503.6969,742.435 center font ',24' textcolor rgb '#555555' noenhanced front
set label 27 '100%' at 1835.4889,742.435 center font ',24' textcolor rgb '#555555' noenhanced front
set label 28 'Women' at 152.529,844.8487 right font ',26' textcolor rgb '#1b1b1b' noenhanced front
set label 29 'Men' at 152.529,890.5762 right font ',26' textcolor rgb '#1b1b1b' noenhanced front
set label 30 'suppressed' at 192.529,890.5762 left font ',28' textcolor rgb '#6b6b6b' noenhanced front
set label 31 '0%' at 176.529,947.04 center font ',24' textcolor rgb '#555555' noenhanced front
set label 32 '20%' at 508.321,947.04 center font ',24' textcolor rgb '#555555' noenhanced front
set label 33 '40%' at 840.1129,947.04 center font ',24' textcolor rgb '#555555' noenhanced front
set label 34 '60%' at 1171.9049,947.04 center font ',24' textcolor rgb '#555555' noenhanced front
set label 35 '80%' at 1503.6969,947.04 center font ',24' textcolor rgb '#555555' noenhanced front
set label 36 '100%' at 1835.4889,947.04 center font ',24' textcolor rgb '#555555' noenhanced front
set label 37 'Interest in live-stream shopping' at 58,64.83 left font ',45' textcolor rgb '#1b1b1b' noenhanced front
set label 38 '63%' at 1277.4888,231.0338 left font ',28' textcolor rgb '#0072b2' noenhanced front
set label 39 '58%' at 1202.8356,276.7612 left font ',28' textcolor rgb '#0072b2' noenhanced front
set label 40 '78%' at 1524.6738,435.6388 left font ',28' textcolor rgb '#0072b2' noenhanced front
set label 41 '72%' at 1426.7951,481.3662 left font ',28' textcolor rgb '#0072b2' noenhanced front
set label 42 '67%' at 1347.1651,640.2438 left font ',28' textcolor rgb '#0072b2' noenhanced front
set label 43 '65%' at 1315.6448,685.9712 left font ',28' textcolor rgb '#0072b2' noenhanced front
set label 44 '80%' at 1552.8761,844.8487 left font ',28' textcolor rgb '#0072b2' noenhanced front
set label 45 'United Kingdom' at 176.529,174.675 left font ',27.55' textcolor rgb '#1b1b1b' noenhanced front
set label 46 'Spain' at 176.529,379.28 left font ',27.55' textcolor rgb '#1b1b1b' noenhanced front
set label 47 'France' at 176.529,583.885 left font ',27.55' textcolor rgb '#1b1b1b' noenhanced front
set label 48 'Poland' at 176.529,788.49 left font ',27.55' textcolor rgb '#1b1b1b' noenhanced front

# --- svg
regular = 'Inter&#44; Helvetica Neue&#44; Helvetica&#44; Arial&#44; sans-serif'
bold = 'Inter&#44; Helvetica Neue&#44; Helvetica&#44; Arial&#44; sans-serif" font-weight="bold'
dot = 1.05
set errorbars 0.86
do for [i=37:37] { set label i font bold.',45' }
do for [i=38:44] { set label i font bold.',28' }
do for [i=45:48] { set label i font bold.',27.55' }
set terminal svg size 1920,1080 noenhanced font regular.',28' background '#ffffff'
set output 'panels.svg'
plot $panel1_estimates using (x1($1)):2:(x1(0)):(x1($1)):($2-14.1755):($2+14.1755):5 with boxxyerror fillstyle solid noborder linecolor rgb variable title 'Estimates', \
     $panel1_estimates using (x1($1)):2:(x1($3)):(x1($4)) with xerrorbars pointtype 7 pointsize 0.05 linewidth 6 linecolor rgb '#ffffff' title 'Estimates', \
     $panel1_estimates using (x1($1)):2:(x1($3)):(x1($4)) with xerrorbars pointtype 7 pointsize 0.05 linewidth 2.5 linecolor rgb '#1b1b1b' title 'Estimates', \
     $panel2_estimates using (x2($1)):2:(x2(0)):(x2($1)):($2-14.1755):($2+14.1755):5 with boxxyerror fillstyle solid noborder linecolor rgb variable title 'Estimates', \
     $panel2_estimates using (x2($1)):2:(x2($3)):(x2($4)) with xerrorbars pointtype 7 pointsize 0.05 linewidth 6 linecolor rgb '#ffffff' title 'Estimates', \
     $panel2_estimates using (x2($1)):2:(x2($3)):(x2($4)) with xerrorbars pointtype 7 pointsize 0.05 linewidth 2.5 linecolor rgb '#1b1b1b' title 'Estimates', \
     $panel3_estimates using (x3($1)):2:(x3(0)):(x3($1)):($2-14.1755):($2+14.1755):5 with boxxyerror fillstyle solid noborder linecolor rgb variable title 'Estimates', \
     $panel3_estimates using (x3($1)):2:(x3($3)):(x3($4)) with xerrorbars pointtype 7 pointsize 0.05 linewidth 6 linecolor rgb '#ffffff' title 'Estimates', \
     $panel3_estimates using (x3($1)):2:(x3($3)):(x3($4)) with xerrorbars pointtype 7 pointsize 0.05 linewidth 2.5 linecolor rgb '#1b1b1b' title 'Estimates', \
     $panel4_estimates using (x4($1)):2:(x4(0)):(x4($1)):($2-14.1755):($2+14.1755):5 with boxxyerror fillstyle solid noborder linecolor rgb variable title 'Estimates', \
     $panel4_estimates using (x4($1)):2:(x4($3)):(x4($4)) with xerrorbars pointtype 7 pointsize 0.05 linewidth 6 linecolor rgb '#ffffff' title 'Estimates', \
     $panel4_estimates using (x4($1)):2:(x4($3)):(x4($4)) with xerrorbars pointtype 7 pointsize 0.05 linewidth 2.5 linecolor rgb '#1b1b1b' title 'Estimates'
unset output

# --- png
regular = 'Inter'
bold = 'Inter:Bold'
dot = 3
set errorbars 1
do for [i=37:37] { set label i font bold.',45' }
do for [i=38:44] { set label i font bold.',28' }
do for [i=45:48] { set label i font bold.',27.55' }
set terminal pngcairo size 1920,1080 noenhanced font regular.',28' fontscale 0.75 background '#ffffff'
set output 'panels.png'
replot
unset output

# --- pdf
regular = 'Inter'
bold = 'Inter:Bold'
dot = 1.65
set errorbars 1
do for [i=37:37] { set label i font bold.',45' }
do for [i=38:44] { set label i font bold.',28' }
do for [i=45:48] { set label i font bold.',27.55' }
set terminal pdfcairo size 13.3333in,7.5in noenhanced font regular.',28' fontscale 0.375 background '#ffffff'
set output 'panels.pdf'
replot
unset output
