# Title: Interest in live-stream shopping
# Description: Likert chart. How interested are you in shopping by live stream? Share, %. Spain, Not interested: <1%; Spain, Little interested: 15%; Spain, Neutral: 11%; Spain, Interested: 31%; Spain, Very interested: 43%; France, Not interested: 12%; France, Little interested: 0%; France, Neutral: 22%; France, Interested: 33%; France, Very interested: 33%; United Kingdom, Not interested: 14%; United Kingdom, Little interested: 12%; United Kingdom, Neutral: 13%; United Kingdom, Interested: 31%; United Kingdom, Very interested: 30%; Poland, Not interested: suppressed; Poland, Little interested: suppressed; Poland, Neutral: suppressed; Poland, Interested: suppressed; Poland, Very interested: suppressed; All, Not interested: 10%; All, Little interested: 9%; All, Neutral: 11%; All, Interested: 32%; All, Very interested: 38%.
# Draws itself beside this file, by gnuplot 5.4 or later: gnuplot likert-middle.gp
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
x1(v) = 307.146735 + (v - -0.32725000000000004) * 1156.6039251503676
gap1(a,b) = x1(b) - x1(a) > 6 ? 1.25 : 0
left1(a,b) = x1(a) + gap1(a,b)
right1(a,b) = x1(b) - gap1(a,b)
# value, height on the page, where the part begins and ends, colour
$series1 << EOD
0.005 306.8604 -0.205 -0.2 0x8c510a
0.12 431.3411 -0.23 -0.11 0x8c510a
0.143 555.8218 -0.32725 -0.18425 0x8c510a
0.098 860.7996 -0.245 -0.147 0x8c510a
EOD
# value, height on the page, where the part begins and ends, colour
$series2 << EOD
0.145 306.8604 -0.2 -0.055 0xd8b365
0 431.3411 -0.11 -0.11 0xd8b365
0.117 555.8218 -0.18425 -0.06725 0xd8b365
0.092 860.7996 -0.147 -0.055 0xd8b365
EOD
# value, height on the page, where the part begins and ends, colour
$series3 << EOD
0.11 306.8604 -0.055 0.055 0xd9d9d9
0.22 431.3411 -0.11 0.11 0xd9d9d9
0.1345 555.8218 -0.06725 0.06725 0xd9d9d9
0.11 860.7996 -0.055 0.055 0xd9d9d9
EOD
# value, height on the page, where the part begins and ends, colour
$series4 << EOD
0.31 306.8604 0.055 0.365 0x5ab4ac
0.33 431.3411 0.11 0.44 0x5ab4ac
0.3055 555.8218 0.06725 0.37275 0x5ab4ac
0.32 860.7996 0.055 0.375 0x5ab4ac
EOD
# value, height on the page, where the part begins and ends, colour
$series5 << EOD
0.43 306.8604 0.365 0.795 0x01665e
0.33 431.3411 0.44 0.77 0x01665e
0.3 555.8218 0.37275 0.67275 0x01665e
0.38 860.7996 0.375 0.755 0x01665e
EOD
set object 1 polygon from 59,165.42 to 79,165.42 to 79,185.42 to 59,185.42 to 59,165.42 back fillcolor rgb '#8c510a' fillstyle solid noborder
set object 2 polygon from 308.47,165.42 to 328.47,165.42 to 328.47,185.42 to 308.47,185.42 to 308.47,165.42 back fillcolor rgb '#d8b365' fillstyle solid noborder
set object 3 polygon from 576.1614,165.42 to 596.1614,165.42 to 596.1614,185.42 to 576.1614,185.42 to 576.1614,165.42 back fillcolor rgb '#d9d9d9' fillstyle solid noborder
set object 4 polygon from 741.9548,165.42 to 761.9548,165.42 to 761.9548,185.42 to 741.9548,185.42 to 741.9548,165.42 back fillcolor rgb '#5ab4ac' fillstyle solid noborder
set object 5 polygon from 943.6792,165.42 to 963.6792,165.42 to 963.6792,185.42 to 943.6792,185.42 to 943.6792,165.42 back fillcolor rgb '#01665e' fillstyle solid noborder
set arrow 1 from 58,770.5511 to 1862,770.5511 nohead back linewidth 2 linecolor rgb '#e3e3e3'
set arrow 2 from 685.6454,244.62 to 685.6454,923.04 nohead back linewidth 2 linecolor rgb '#8c8c8c'
set label 1 'How interested are you in shopping by live stream?  Share, %' at 58,116.9 left font ',28' textcolor rgb '#555555' noenhanced front
set label 2 'Base: n = 8,280, weighted; effective n of an estimate: 1,304 to 6,624. No intervals are drawn: 95% limits lie within 1.7 percentage points of the shares. Shares are rounded to add to 100%.' at 58,1010.84 left font ',20' textcolor rgb '#6b6b6b' noenhanced front
set label 3 'Suppressed: bases under 0. Source: Consumer interest survey, 2021. Synthetic data.' at 58,1036.84 left font ',20' textcolor rgb '#6b6b6b' noenhanced front
set label 4 'Spain' at 281.1467,306.8604 right font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 5 'France' at 281.1467,431.3411 right font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 6 'United Kingdom' at 281.1467,555.8218 right font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 7 'Poland' at 281.1467,680.3026 right font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 8 'All' at 281.1467,860.7996 right font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 9 'n = 3,000' at 1862,306.8604 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 10 'n = 1,630' at 1862,431.3411 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 11 'n = 3,630' at 1862,555.8218 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 12 'n = 20' at 1862,680.3026 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 13 'n = 8,280' at 1862,860.7996 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 14 'suppressed' at 699.6454,680.3026 left font ',28' textcolor rgb '#6b6b6b' noenhanced front
set label 15 'Interest in live-stream shopping' at 58,64.83 left font ',45' textcolor rgb '#1b1b1b' noenhanced front
set label 16 '74%' at 1685.1356,306.8604 center font ',30.8' textcolor rgb '#01665e' noenhanced front
set label 17 '66%' at 1685.1356,431.3411 center font ',30.8' textcolor rgb '#01665e' noenhanced front
set label 18 '61%' at 1685.1356,555.8218 center font ',30.8' textcolor rgb '#01665e' noenhanced front
set label 19 '–' at 1685.1356,680.3026 center font ',30.8' textcolor rgb '#01665e' noenhanced front
set label 20 '70%' at 1685.1356,860.7996 center font ',30.8' textcolor rgb '#01665e' noenhanced front
set label 21 '12' at 489.0227,431.3411 center font ',28' textcolor rgb '#ffffff' noenhanced front
set label 22 '14' at 389.8439,555.8218 center font ',28' textcolor rgb '#ffffff' noenhanced front
set label 23 '10' at 458.951,860.7996 center font ',28' textcolor rgb '#ffffff' noenhanced front
set label 24 '15' at 538.1784,306.8604 center font ',28' textcolor rgb '#1b1b1b' noenhanced front
set label 25 '12' at 540.2024,555.8218 center font ',28' textcolor rgb '#1b1b1b' noenhanced front
set label 26 '9' at 568.8284,860.7996 center font ',28' textcolor rgb '#1b1b1b' noenhanced front
set label 27 '11' at 685.6454,306.8604 center font ',28' textcolor rgb '#1b1b1b' noenhanced front
set label 28 '22' at 685.6454,431.3411 center font ',28' textcolor rgb '#1b1b1b' noenhanced front
set label 29 '13' at 685.6454,555.8218 center font ',28' textcolor rgb '#1b1b1b' noenhanced front
set label 30 '11' at 685.6454,860.7996 center font ',28' textcolor rgb '#1b1b1b' noenhanced front
set label 31 '31' at 928.5322,306.8604 center font ',28' textcolor rgb '#1b1b1b' noenhanced front
set label 32 '33' at 1003.7114,431.3411 center font ',28' textcolor rgb '#1b1b1b' noenhanced front
set label 33 '31' at 940.0982,555.8218 center font ',28' textcolor rgb '#1b1b1b' noenhanced front
set label 34 '32' at 934.3152,860.7996 center font ',28' textcolor rgb '#1b1b1b' noenhanced front
set label 35 '43' at 1356.4756,306.8604 center font ',28' textcolor rgb '#ffffff' noenhanced front
set label 36 '33' at 1385.3907,431.3411 center font ',28' textcolor rgb '#ffffff' noenhanced front
set label 37 '30' at 1290.2601,555.8218 center font ',28' textcolor rgb '#ffffff' noenhanced front
set label 38 '38' at 1339.1266,860.7996 center font ',28' textcolor rgb '#ffffff' noenhanced front
set label 39 'Not interested' at 92,175.42 left font ',24' textcolor rgb '#1b1b1b' noenhanced front
set label 40 'Little interested' at 341.47,175.42 left font ',24' textcolor rgb '#1b1b1b' noenhanced front
set label 41 'Neutral' at 609.1614,175.42 left font ',24' textcolor rgb '#1b1b1b' noenhanced front
set label 42 'Interested' at 774.9548,175.42 left font ',24' textcolor rgb '#1b1b1b' noenhanced front
set label 43 'Very interested' at 976.6792,175.42 left font ',24' textcolor rgb '#1b1b1b' noenhanced front
set label 44 'Positive' at 1685.1356,228.12 center font ',22' textcolor rgb '#01665e' noenhanced front

# --- svg
regular = 'Inter&#44; Helvetica Neue&#44; Helvetica&#44; Arial&#44; sans-serif'
bold = 'Inter&#44; Helvetica Neue&#44; Helvetica&#44; Arial&#44; sans-serif" font-weight="bold'
dot = 1.05
set errorbars 0.86
do for [i=15:15] { set label i font bold.',45' }
do for [i=16:20] { set label i font bold.',30.8' }
do for [i=21:38] { set label i font bold.',28' }
do for [i=39:43] { set label i font bold.',24' }
do for [i=44:44] { set label i font bold.',22' }
set terminal svg size 1920,1080 noenhanced font regular.',28' background '#ffffff'
set output 'likert-middle.svg'
plot $series1 using (x1($3)):2:(left1($3,$4)):(right1($3,$4)):($2-44.8131):($2+44.8131):5 with boxxyerror fillstyle solid noborder linecolor rgb variable title 'Not interested', \
     $series2 using (x1($3)):2:(left1($3,$4)):(right1($3,$4)):($2-44.8131):($2+44.8131):5 with boxxyerror fillstyle solid noborder linecolor rgb variable title 'Little interested', \
     $series3 using (x1($3)):2:(left1($3,$4)):(right1($3,$4)):($2-44.8131):($2+44.8131):5 with boxxyerror fillstyle solid noborder linecolor rgb variable title 'Neutral', \
     $series4 using (x1($3)):2:(left1($3,$4)):(right1($3,$4)):($2-44.8131):($2+44.8131):5 with boxxyerror fillstyle solid noborder linecolor rgb variable title 'Interested', \
     $series5 using (x1($3)):2:(left1($3,$4)):(right1($3,$4)):($2-44.8131):($2+44.8131):5 with boxxyerror fillstyle solid noborder linecolor rgb variable title 'Very interested'
unset output

# --- png
regular = 'Inter'
bold = 'Inter:Bold'
dot = 3
set errorbars 1
do for [i=15:15] { set label i font bold.',45' }
do for [i=16:20] { set label i font bold.',30.8' }
do for [i=21:38] { set label i font bold.',28' }
do for [i=39:43] { set label i font bold.',24' }
do for [i=44:44] { set label i font bold.',22' }
set terminal pngcairo size 1920,1080 noenhanced font regular.',28' fontscale 0.75 background '#ffffff'
set output 'likert-middle.png'
replot
unset output

# --- pdf
regular = 'Inter'
bold = 'Inter:Bold'
dot = 1.65
set errorbars 1
do for [i=15:15] { set label i font bold.',45' }
do for [i=16:20] { set label i font bold.',30.8' }
do for [i=21:38] { set label i font bold.',28' }
do for [i=39:43] { set label i font bold.',24' }
do for [i=44:44] { set label i font bold.',22' }
set terminal pdfcairo size 13.3333in,7.5in noenhanced font regular.',28' fontscale 0.375 background '#ffffff'
set output 'likert-middle.pdf'
replot
unset output
