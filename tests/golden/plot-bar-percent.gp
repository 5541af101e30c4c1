# Title: Interest in live-stream shopping
# Description: Stacked bar chart. How interested are you in shopping by live stream? Share, %. United Kingdom, Not interested: 14%; United Kingdom, Little interested: 12%; United Kingdom, Neutral: 13%; United Kingdom, Interested: 31%; United Kingdom, Very interested: 30%; Spain, Not interested: <1%; Spain, Little interested: 15%; Spain, Neutral: 11%; Spain, Interested: 31%; Spain, Very interested: 43%; France, Not interested: 12%; France, Little interested: 0%; France, Neutral: 22%; France, Interested: 33%; France, Very interested: 33%; Poland, Not interested: suppressed; Poland, Little interested: suppressed; Poland, Neutral: suppressed; Poland, Interested: suppressed; Poland, Very interested: suppressed; All, Not interested: 10%; All, Little interested: 9%; All, Neutral: 11%; All, Interested: 32%; All, Very interested: 38%.
# Draws itself beside this file, by gnuplot 5.4 or later: gnuplot bar-percent.gp
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
x1(v) = 307.146735 + (v - 0) * 1421.978955
gap1(a,b) = x1(b) - x1(a) > 6 ? 1.25 : 0
left1(a,b) = x1(a) + gap1(a,b)
right1(a,b) = x1(b) - gap1(a,b)
# value, height on the page, where the part begins and ends, colour
$series1 << EOD
0.143 274.8897 0 0.143 0x0072b2
0.005 405.8292 0 0.005 0x0072b2
0.12 536.7686 0 0.12 0x0072b2
0.098 857.5703 0 0.098 0x0072b2
EOD
# value, height on the page, where the part begins and ends, colour
$series2 << EOD
0.117 274.8897 0.143 0.26 0xd55e00
0.145 405.8292 0.005 0.15 0xd55e00
0 536.7686 0.12 0.12 0xd55e00
0.092 857.5703 0.098 0.19 0xd55e00
EOD
# value, height on the page, where the part begins and ends, colour
$series3 << EOD
0.1345 274.8897 0.26 0.3945 0x009e73
0.11 405.8292 0.15 0.26 0x009e73
0.22 536.7686 0.12 0.34 0x009e73
0.11 857.5703 0.19 0.3 0x009e73
EOD
# value, height on the page, where the part begins and ends, colour
$series4 << EOD
0.3055 274.8897 0.3945 0.7 0xb5578f
0.31 405.8292 0.26 0.57 0xb5578f
0.33 536.7686 0.34 0.67 0xb5578f
0.32 857.5703 0.3 0.62 0xb5578f
EOD
# value, height on the page, where the part begins and ends, colour
$series5 << EOD
0.3 274.8897 0.7 1 0x5e3c00
0.43 405.8292 0.57 1 0x5e3c00
0.33 536.7686 0.67 1 0x5e3c00
0.38 857.5703 0.62 1 0x5e3c00
EOD
set object 1 polygon from 59,165.42 to 79,165.42 to 79,185.42 to 59,185.42 to 59,165.42 back fillcolor rgb '#0072b2' fillstyle solid noborder
set object 2 polygon from 308.47,165.42 to 328.47,165.42 to 328.47,185.42 to 308.47,185.42 to 308.47,165.42 back fillcolor rgb '#d55e00' fillstyle solid noborder
set object 3 polygon from 576.1614,165.42 to 596.1614,165.42 to 596.1614,185.42 to 576.1614,185.42 to 576.1614,165.42 back fillcolor rgb '#009e73' fillstyle solid noborder
set object 4 polygon from 741.9548,165.42 to 761.9548,165.42 to 761.9548,185.42 to 741.9548,185.42 to 741.9548,165.42 back fillcolor rgb '#b5578f' fillstyle solid noborder
set object 5 polygon from 943.6792,165.42 to 963.6792,165.42 to 963.6792,185.42 to 943.6792,185.42 to 943.6792,165.42 back fillcolor rgb '#5e3c00' fillstyle solid noborder
set arrow 1 from 58,762.6392 to 1862,762.6392 nohead back linewidth 2 linecolor rgb '#e3e3e3'
set arrow 2 from 307.1467,209.42 to 307.1467,923.04 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 3 from 591.5425,209.42 to 591.5425,923.04 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 4 from 875.9383,209.42 to 875.9383,923.04 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 5 from 1160.3341,209.42 to 1160.3341,923.04 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 6 from 1444.7299,209.42 to 1444.7299,923.04 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 7 from 1729.1257,209.42 to 1729.1257,923.04 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set label 1 'How interested are you in shopping by live stream?  Share, %' at 58,116.9 left font ',28' textcolor rgb '#555555' noenhanced front
set label 2 'Base: n = 8,280, weighted; effective n of an estimate: 1,304 to 6,624. No intervals are drawn: 95% limits lie within 1.7 percentage points of the shares. Shares are rounded to add to 100%.' at 58,1010.84 left font ',20' textcolor rgb '#6b6b6b' noenhanced front
set label 3 'Suppressed: bases under 0. Source: Consumer interest survey, 2021. Synthetic data.' at 58,1036.84 left font ',20' textcolor rgb '#6b6b6b' noenhanced front
set label 4 'United Kingdom' at 281.1467,274.8897 right font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 5 'Spain' at 281.1467,405.8292 right font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 6 'France' at 281.1467,536.7686 right font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 7 'Poland' at 281.1467,667.7081 right font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 8 'All' at 281.1467,857.5703 right font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 9 'n = 3,630' at 1862,274.8897 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 10 'n = 3,000' at 1862,405.8292 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 11 'n = 1,630' at 1862,536.7686 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 12 'n = 20' at 1862,667.7081 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 13 'n = 8,280' at 1862,857.5703 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 14 '0%' at 307.1467,956.64 center font ',24' textcolor rgb '#555555' noenhanced front
set label 15 '20%' at 591.5425,956.64 center font ',24' textcolor rgb '#555555' noenhanced front
set label 16 '40%' at 875.9383,956.64 center font ',24' textcolor rgb '#555555' noenhanced front
set label 17 '60%' at 1160.3341,956.64 center font ',24' textcolor rgb '#555555' noenhanced front
set label 18 '80%' at 1444.7299,956.64 center font ',24' textcolor rgb '#555555' noenhanced front
set label 19 '100%' at 1729.1257,956.64 center font ',24' textcolor rgb '#555555' noenhanced front
set label 20 'suppressed' at 321.1467,667.7081 left font ',28' textcolor rgb '#6b6b6b' noenhanced front
set label 21 'Interest in live-stream shopping' at 58,64.83 left font ',45' textcolor rgb '#1b1b1b' noenhanced front
set label 22 '14' at 408.8182,274.8897 center font ',28' textcolor rgb '#ffffff' noenhanced front
set label 23 '12' at 392.4655,536.7686 center font ',28' textcolor rgb '#ffffff' noenhanced front
set label 24 '10' at 376.8237,857.5703 center font ',28' textcolor rgb '#ffffff' noenhanced front
set label 25 '12' at 593.6755,274.8897 center font ',28' textcolor rgb '#1a1a1a' noenhanced front
set label 26 '15' at 417.3501,405.8292 center font ',28' textcolor rgb '#1a1a1a' noenhanced front
set label 27 '9' at 511.9117,857.5703 center font ',28' textcolor rgb '#1a1a1a' noenhanced front
set label 28 '13' at 772.4893,274.8897 center font ',28' textcolor rgb '#1b1b1b' noenhanced front
set label 29 '11' at 598.6524,405.8292 center font ',28' textcolor rgb '#1b1b1b' noenhanced front
set label 30 '22' at 634.2019,536.7686 center font ',28' textcolor rgb '#1b1b1b' noenhanced front
set label 31 '11' at 655.5316,857.5703 center font ',28' textcolor rgb '#1b1b1b' noenhanced front
set label 32 '31' at 1085.3247,274.8897 center font ',28' textcolor rgb '#000000' noenhanced front
set label 33 '31' at 897.268,405.8292 center font ',28' textcolor rgb '#000000' noenhanced front
set label 34 '33' at 1025.2461,536.7686 center font ',28' textcolor rgb '#000000' noenhanced front
set label 35 '32' at 961.2571,857.5703 center font ',28' textcolor rgb '#000000' noenhanced front
set label 36 '30' at 1515.8288,274.8897 center font ',28' textcolor rgb '#ffffff' noenhanced front
set label 37 '43' at 1423.4002,405.8292 center font ',28' textcolor rgb '#ffffff' noenhanced front
set label 38 '33' at 1494.4992,536.7686 center font ',28' textcolor rgb '#ffffff' noenhanced front
set label 39 '38' at 1458.9497,857.5703 center font ',28' textcolor rgb '#ffffff' noenhanced front
set label 40 'Not interested' at 92,175.42 left font ',24' textcolor rgb '#1b1b1b' noenhanced front
set label 41 'Little interested' at 341.47,175.42 left font ',24' textcolor rgb '#1b1b1b' noenhanced front
set label 42 'Neutral' at 609.1614,175.42 left font ',24' textcolor rgb '#1b1b1b' noenhanced front
set label 43 'Interested' at 774.9548,175.42 left font ',24' textcolor rgb '#1b1b1b' noenhanced front
set label 44 'Very interested' at 976.6792,175.42 left font ',24' textcolor rgb '#1b1b1b' noenhanced front

# --- svg
regular = 'Inter&#44; Helvetica Neue&#44; Helvetica&#44; Arial&#44; sans-serif'
bold = 'Inter&#44; Helvetica Neue&#44; Helvetica&#44; Arial&#44; sans-serif" font-weight="bold'
dot = 1.05
set errorbars 0.86
do for [i=21:21] { set label i font bold.',45' }
do for [i=22:39] { set label i font bold.',28' }
do for [i=40:44] { set label i font bold.',24' }
set terminal svg size 1920,1080 noenhanced font regular.',28' background '#ffffff'
set output 'bar-percent.svg'
plot $series1 using (x1($3)):2:(left1($3,$4)):(right1($3,$4)):($2-47.1382):($2+47.1382):5 with boxxyerror fillstyle solid noborder linecolor rgb variable title 'Not interested', \
     $series2 using (x1($3)):2:(left1($3,$4)):(right1($3,$4)):($2-47.1382):($2+47.1382):5 with boxxyerror fillstyle solid noborder linecolor rgb variable title 'Little interested', \
     $series3 using (x1($3)):2:(left1($3,$4)):(right1($3,$4)):($2-47.1382):($2+47.1382):5 with boxxyerror fillstyle solid noborder linecolor rgb variable title 'Neutral', \
     $series4 using (x1($3)):2:(left1($3,$4)):(right1($3,$4)):($2-47.1382):($2+47.1382):5 with boxxyerror fillstyle solid noborder linecolor rgb variable title 'Interested', \
     $series5 using (x1($3)):2:(left1($3,$4)):(right1($3,$4)):($2-47.1382):($2+47.1382):5 with boxxyerror fillstyle solid noborder linecolor rgb variable title 'Very interested'
unset output

# --- png
regular = 'Inter'
bold = 'Inter:Bold'
dot = 3
set errorbars 1
do for [i=21:21] { set label i font bold.',45' }
do for [i=22:39] { set label i font bold.',28' }
do for [i=40:44] { set label i font bold.',24' }
set terminal pngcairo size 1920,1080 noenhanced font regular.',28' fontscale 0.75 background '#ffffff'
set output 'bar-percent.png'
replot
unset output

# --- pdf
regular = 'Inter'
bold = 'Inter:Bold'
dot = 1.65
set errorbars 1
do for [i=21:21] { set label i font bold.',45' }
do for [i=22:39] { set label i font bold.',28' }
do for [i=40:44] { set label i font bold.',24' }
set terminal pdfcairo size 13.3333in,7.5in noenhanced font regular.',28' fontscale 0.375 background '#ffffff'
set output 'bar-percent.pdf'
replot
unset output
