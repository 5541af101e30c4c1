# Title: Interest in live-stream shopping
# Description: Likert chart. How interested are you in shopping by live stream? Share, %. United Kingdom, Not interested: 14%; United Kingdom, Little interested: 12%; United Kingdom, Interested: 31%; United Kingdom, Very interested: 30%; United Kingdom, Neutral: 13%; Spain, Not interested: <1%; Spain, Little interested: 15%; Spain, Interested: 31%; Spain, Very interested: 43%; Spain, Neutral: 11%; France, Not interested: 12%; France, Little interested: 0%; France, Interested: 33%; France, Very interested: 33%; France, Neutral: 22%; Poland, Not interested: suppressed; Poland, Little interested: suppressed; Poland, Interested: suppressed; Poland, Very interested: suppressed; Poland, Neutral: suppressed; All, Not interested: 10%; All, Little interested: 9%; All, Interested: 32%; All, Very interested: 38%; All, Neutral: 11%.
# Draws itself beside this file, by gnuplot 5.4 or later: gnuplot likert-aside.gp
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
x1(v) = 307.146735 + (v - -0.26) * 1018.0317663934427
gap1(a,b) = x1(b) - x1(a) > 6 ? 1.25 : 0
left1(a,b) = x1(a) + gap1(a,b)
right1(a,b) = x1(b) - gap1(a,b)
x2(v) = 1381.178501 + (v - 0) * 1018.0317663934426
gap2(a,b) = x2(b) - x2(a) > 6 ? 1.25 : 0
left2(a,b) = x2(a) + gap2(a,b)
right2(a,b) = x2(b) - gap2(a,b)
# value, height on the page, where the part begins and ends, colour
$series1 << EOD
0.143 306.8604 -0.26 -0.117 0x8c510a
0.005 431.3411 -0.15 -0.145 0x8c510a
0.12 555.8218 -0.12 0 0x8c510a
0.098 860.7996 -0.19 -0.092 0x8c510a
EOD
# value, height on the page, where the part begins and ends, colour
$series2 << EOD
0.117 306.8604 -0.117 0 0xd8b365
0.145 431.3411 -0.145 0 0xd8b365
0 555.8218 0 0 0xd8b365
0.092 860.7996 -0.092 0 0xd8b365
EOD
# value, height on the page, where the part begins and ends, colour
$series3 << EOD
0.3055 306.8604 0 0.3055 0x5ab4ac
0.31 431.3411 0 0.31 0x5ab4ac
0.33 555.8218 0 0.33 0x5ab4ac
0.32 860.7996 0 0.32 0x5ab4ac
EOD
# value, height on the page, where the part begins and ends, colour
$series4 << EOD
0.3 306.8604 0.3055 0.6055 0x01665e
0.43 431.3411 0.31 0.74 0x01665e
0.33 555.8218 0.33 0.66 0x01665e
0.38 860.7996 0.32 0.7 0x01665e
EOD
# value, height on the page, where the part begins and ends, colour
$series5 << EOD
0.1345 306.8604 0 0.1345 0xd9d9d9
0.11 431.3411 0 0.11 0xd9d9d9
0.22 555.8218 0 0.22 0xd9d9d9
0.11 860.7996 0 0.11 0xd9d9d9
EOD
set object 1 polygon from 59,165.42 to 79,165.42 to 79,185.42 to 59,185.42 to 59,165.42 back fillcolor rgb '#8c510a' fillstyle solid noborder
set object 2 polygon from 308.47,165.42 to 328.47,165.42 to 328.47,185.42 to 308.47,185.42 to 308.47,165.42 back fillcolor rgb '#d8b365' fillstyle solid noborder
set object 3 polygon from 576.1614,165.42 to 596.1614,165.42 to 596.1614,185.42 to 576.1614,185.42 to 576.1614,165.42 back fillcolor rgb '#5ab4ac' fillstyle solid noborder
set object 4 polygon from 777.8858,165.42 to 797.8858,165.42 to 797.8858,185.42 to 777.8858,185.42 to 777.8858,165.42 back fillcolor rgb '#01665e' fillstyle solid noborder
set object 5 polygon from 1042.0693,165.42 to 1062.0693,165.42 to 1062.0693,185.42 to 1042.0693,185.42 to 1042.0693,165.42 back fillcolor rgb '#d9d9d9' fillstyle solid noborder
set arrow 1 from 58,770.5511 to 1862,770.5511 nohead back linewidth 2 linecolor rgb '#e3e3e3'
set arrow 2 from 317.3271,244.62 to 317.3271,923.04 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 3 from 571.835,244.62 to 571.835,923.04 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 4 from 826.3429,244.62 to 826.3429,923.04 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 5 from 1080.8509,244.62 to 1080.8509,923.04 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 6 from 571.835,244.62 to 571.835,923.04 nohead back linewidth 2 linecolor rgb '#8c8c8c'
set arrow 7 from 1381.1785,244.62 to 1381.1785,923.04 nohead back linewidth 2 linecolor rgb '#8c8c8c'
set label 1 'How interested are you in shopping by live stream?  Share, %' at 58,116.9 left font ',28' textcolor rgb '#555555' noenhanced front
set label 2 'Base: n = 8,280, weighted; effective n of an estimate: 1,304 to 6,624. No intervals are drawn: 95% limits lie within 1.7 percentage points of the shares. Shares are rounded to add to 100%.' at 58,1010.84 left font ',20' textcolor rgb '#6b6b6b' noenhanced front
set label 3 'Suppressed: bases under 0. Source: Consumer interest survey, 2021. Synthetic data.' at 58,1036.84 left font ',20' textcolor rgb '#6b6b6b' noenhanced front
set label 4 'United Kingdom' at 281.1467,306.8604 right font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 5 'Spain' at 281.1467,431.3411 right font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 6 'France' at 281.1467,555.8218 right font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 7 'Poland' at 281.1467,680.3026 right font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 8 'All' at 281.1467,860.7996 right font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 9 'n = 3,630' at 1862,306.8604 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 10 'n = 3,000' at 1862,431.3411 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 11 'n = 1,630' at 1862,555.8218 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 12 'n = 20' at 1862,680.3026 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 13 'n = 8,280' at 1862,860.7996 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 14 '25%' at 317.3271,956.64 center font ',24' textcolor rgb '#555555' noenhanced front
set label 15 '0%' at 571.835,956.64 center font ',24' textcolor rgb '#555555' noenhanced front
set label 16 '25%' at 826.3429,956.64 center font ',24' textcolor rgb '#555555' noenhanced front
set label 17 '50%' at 1080.8509,956.64 center font ',24' textcolor rgb '#555555' noenhanced front
set label 18 'suppressed' at 585.835,680.3026 left font ',28' textcolor rgb '#6b6b6b' noenhanced front
set label 19 'Interest in live-stream shopping' at 58,64.83 left font ',45' textcolor rgb '#1b1b1b' noenhanced front
set label 20 '61%' at 1685.1356,306.8604 center font ',30.8' textcolor rgb '#01665e' noenhanced front
set label 21 '74%' at 1685.1356,431.3411 center font ',30.8' textcolor rgb '#01665e' noenhanced front
set label 22 '66%' at 1685.1356,555.8218 center font ',30.8' textcolor rgb '#01665e' noenhanced front
set label 23 '–' at 1685.1356,680.3026 center font ',30.8' textcolor rgb '#01665e' noenhanced front
set label 24 '70%' at 1685.1356,860.7996 center font ',30.8' textcolor rgb '#01665e' noenhanced front
set label 25 '14' at 379.936,306.8604 center font ',28' textcolor rgb '#ffffff' noenhanced front
set label 26 '12' at 510.7531,555.8218 center font ',28' textcolor rgb '#ffffff' noenhanced front
set label 27 '10' at 428.2925,860.7996 center font ',28' textcolor rgb '#ffffff' noenhanced front
set label 28 '12' at 512.2801,306.8604 center font ',28' textcolor rgb '#1b1b1b' noenhanced front
set label 29 '15' at 498.0277,431.3411 center font ',28' textcolor rgb '#1b1b1b' noenhanced front
set label 30 '9' at 525.0055,860.7996 center font ',28' textcolor rgb '#1b1b1b' noenhanced front
set label 31 '31' at 727.3393,306.8604 center font ',28' textcolor rgb '#1b1b1b' noenhanced front
set label 32 '31' at 729.6299,431.3411 center font ',28' textcolor rgb '#1b1b1b' noenhanced front
set label 33 '33' at 739.8102,555.8218 center font ',28' textcolor rgb '#1b1b1b' noenhanced front
set label 34 '32' at 734.7201,860.7996 center font ',28' textcolor rgb '#1b1b1b' noenhanced front
set label 35 '30' at 1035.5485,306.8604 center font ',28' textcolor rgb '#ffffff' noenhanced front
set label 36 '43' at 1106.3017,431.3411 center font ',28' textcolor rgb '#ffffff' noenhanced front
set label 37 '33' at 1075.7607,555.8218 center font ',28' textcolor rgb '#ffffff' noenhanced front
set label 38 '38' at 1091.0312,860.7996 center font ',28' textcolor rgb '#ffffff' noenhanced front
set label 39 '13' at 1449.6411,306.8604 center font ',28' textcolor rgb '#1b1b1b' noenhanced front
set label 40 '11' at 1437.1702,431.3411 center font ',28' textcolor rgb '#1b1b1b' noenhanced front
set label 41 '22' at 1493.162,555.8218 center font ',28' textcolor rgb '#1b1b1b' noenhanced front
set label 42 '11' at 1437.1702,860.7996 center font ',28' textcolor rgb '#1b1b1b' noenhanced front
set label 43 'Not interested' at 92,175.42 left font ',24' textcolor rgb '#1b1b1b' noenhanced front
set label 44 'Little interested' at 341.47,175.42 left font ',24' textcolor rgb '#1b1b1b' noenhanced front
set label 45 'Interested' at 609.1614,175.42 left font ',24' textcolor rgb '#1b1b1b' noenhanced front
set label 46 'Very interested' at 810.8858,175.42 left font ',24' textcolor rgb '#1b1b1b' noenhanced front
set label 47 'Neutral' at 1075.0693,175.42 left font ',24' textcolor rgb '#1b1b1b' noenhanced front
set label 48 'Neutral' at 1493.162,228.12 center font ',22' textcolor rgb '#555555' noenhanced front
set label 49 'Positive' at 1685.1356,228.12 center font ',22' textcolor rgb '#01665e' noenhanced front

# --- svg
regular = 'Inter&#44; Helvetica Neue&#44; Helvetica&#44; Arial&#44; sans-serif'
bold = 'Inter&#44; Helvetica Neue&#44; Helvetica&#44; Arial&#44; sans-serif" font-weight="bold'
dot = 1.05
set errorbars 0.86
do for [i=19:19] { set label i font bold.',45' }
do for [i=20:24] { set label i font bold.',30.8' }
do for [i=25:42] { set label i font bold.',28' }
do for [i=43:47] { set label i font bold.',24' }
do for [i=48:49] { set label i font bold.',22' }
set terminal svg size 1920,1080 noenhanced font regular.',28' background '#ffffff'
set output 'likert-aside.svg'
plot $series1 using (x1($3)):2:(left1($3,$4)):(right1($3,$4)):($2-44.8131):($2+44.8131):5 with boxxyerror fillstyle solid noborder linecolor rgb variable title 'Not interested', \
     $series2 using (x1($3)):2:(left1($3,$4)):(right1($3,$4)):($2-44.8131):($2+44.8131):5 with boxxyerror fillstyle solid noborder linecolor rgb variable title 'Little interested', \
     $series3 using (x1($3)):2:(left1($3,$4)):(right1($3,$4)):($2-44.8131):($2+44.8131):5 with boxxyerror fillstyle solid noborder linecolor rgb variable title 'Interested', \
     $series4 using (x1($3)):2:(left1($3,$4)):(right1($3,$4)):($2-44.8131):($2+44.8131):5 with boxxyerror fillstyle solid noborder linecolor rgb variable title 'Very interested', \
     $series5 using (x2($3)):2:(left2($3,$4)):(right2($3,$4)):($2-44.8131):($2+44.8131):5 with boxxyerror fillstyle solid noborder linecolor rgb variable title 'Neutral'
unset output

# --- png
regular = 'Inter'
bold = 'Inter:Bold'
dot = 3
set errorbars 1
do for [i=19:19] { set label i font bold.',45' }
do for [i=20:24] { set label i font bold.',30.8' }
do for [i=25:42] { set label i font bold.',28' }
do for [i=43:47] { set label i font bold.',24' }
do for [i=48:49] { set label i font bold.',22' }
set terminal pngcairo size 1920,1080 noenhanced font regular.',28' fontscale 0.75 background '#ffffff'
set output 'likert-aside.png'
replot
unset output

# --- pdf
regular = 'Inter'
bold = 'Inter:Bold'
dot = 1.65
set errorbars 1
do for [i=19:19] { set label i font bold.',45' }
do for [i=20:24] { set label i font bold.',30.8' }
do for [i=25:42] { set label i font bold.',28' }
do for [i=43:47] { set label i font bold.',24' }
do for [i=48:49] { set label i font bold.',22' }
set terminal pdfcairo size 13.3333in,7.5in noenhanced font regular.',28' fontscale 0.375 background '#ffffff'
set output 'likert-aside.pdf'
replot
unset output
