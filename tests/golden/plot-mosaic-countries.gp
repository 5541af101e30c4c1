# Title: Interest in live-stream shopping
# Description: Mosaic chart. How interested are you in shopping by live stream? Share, %. United Kingdom, Not interested: 14%; United Kingdom, Little interested: 12%; United Kingdom, Neutral: 13%; United Kingdom, Interested: 31%; United Kingdom, Very interested: 30%; Spain, Not interested: <1%; Spain, Little interested: 15%; Spain, Neutral: 11%; Spain, Interested: 31%; Spain, Very interested: 43%; France, Not interested: 12%; France, Little interested: 0%; France, Neutral: 22%; France, Interested: 33%; France, Very interested: 33%; Poland, Not interested: suppressed; Poland, Little interested: suppressed; Poland, Neutral: suppressed; Poland, Interested: suppressed; Poland, Very interested: suppressed.
# Draws itself beside this file, by gnuplot 5.4 or later: gnuplot mosaic-countries.gp
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
x1(v) = 137.53336 + (v - 137.53336) * 1
y1(v) = 855.82 + (v - 0) * -632
gap1(a,b) = y1(a) - y1(b) > 6 ? 1.25 : 0
low1(a,b) = y1(a) - gap1(a,b)
high1(a,b) = y1(b) + gap1(a,b)
# value, place on the page, where the part begins and ends, half its width, colour
$series1 << EOD
0.143 511.5958 0 0.143 374.0624 0x0072b2
0.005 1200.8007 0 0.005 309.1425 0x0072b2
0.12 1683.9107 0 0.12 167.9674 0x0072b2
EOD
# value, place on the page, where the part begins and ends, half its width, colour
$series2 << EOD
0.117 511.5958 0.143 0.26 374.0624 0xd55e00
0.145 1200.8007 0.005 0.15 309.1425 0xd55e00
0 1683.9107 0.12 0.12 167.9674 0xd55e00
EOD
# value, place on the page, where the part begins and ends, half its width, colour
$series3 << EOD
0.1345 511.5958 0.26 0.3945 374.0624 0x009e73
0.11 1200.8007 0.15 0.26 309.1425 0x009e73
0.22 1683.9107 0.12 0.34 167.9674 0x009e73
EOD
# value, place on the page, where the part begins and ends, half its width, colour
$series4 << EOD
0.3055 511.5958 0.3945 0.7 374.0624 0xb5578f
0.31 1200.8007 0.26 0.57 309.1425 0xb5578f
0.33 1683.9107 0.34 0.67 167.9674 0xb5578f
EOD
# value, place on the page, where the part begins and ends, half its width, colour
$series5 << EOD
0.3 511.5958 0.7 1 374.0624 0x5e3c00
0.43 1200.8007 0.57 1 309.1425 0x5e3c00
0.33 1683.9107 0.67 1 167.9674 0x5e3c00
EOD
set object 1 polygon from 59,165.42 to 79,165.42 to 79,185.42 to 59,185.42 to 59,165.42 back fillcolor rgb '#0072b2' fillstyle solid noborder
set object 2 polygon from 308.47,165.42 to 328.47,165.42 to 328.47,185.42 to 308.47,185.42 to 308.47,165.42 back fillcolor rgb '#d55e00' fillstyle solid noborder
set object 3 polygon from 576.1614,165.42 to 596.1614,165.42 to 596.1614,185.42 to 576.1614,185.42 to 576.1614,165.42 back fillcolor rgb '#009e73' fillstyle solid noborder
set object 4 polygon from 741.9548,165.42 to 761.9548,165.42 to 761.9548,185.42 to 741.9548,185.42 to 741.9548,165.42 back fillcolor rgb '#b5578f' fillstyle solid noborder
set object 5 polygon from 943.6792,165.42 to 963.6792,165.42 to 963.6792,185.42 to 943.6792,185.42 to 943.6792,165.42 back fillcolor rgb '#5e3c00' fillstyle solid noborder
set object 6 polygon from 1857.8781,223.82 to 1862,223.82 to 1862,855.82 to 1857.8781,855.82 to 1857.8781,223.82 back fillcolor rgb '#e3e3e3' fillstyle solid noborder
set arrow 1 from 137.5334,855.82 to 1862,855.82 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 2 from 137.5334,697.82 to 1862,697.82 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 3 from 137.5334,539.82 to 1862,539.82 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 4 from 137.5334,381.82 to 1862,381.82 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 5 from 137.5334,223.82 to 1862,223.82 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 6 from 1859.939,858.82 to 1820.33,874.82 nohead back linewidth 1.5 linecolor rgb '#8c8c8c'
set label 1 'How interested are you in shopping by live stream?  Share, %' at 58,116.9 left font ',28' textcolor rgb '#555555' noenhanced front
set label 2 'Base: n = 8,280, weighted; effective n of an estimate: 1,304 to 2,904. Columns are as wide as their groups'."\047".' shares of the weighted base. No intervals are drawn: 95% limits lie within 1.7' at 58,1010.84 left font ',20' textcolor rgb '#6b6b6b' noenhanced front
set label 3 'percentage points of the shares. Shares are rounded to add to 100%. Suppressed: bases under 0. Source: Consumer interest survey, 2021. Synthetic data.' at 58,1036.84 left font ',20' textcolor rgb '#6b6b6b' noenhanced front
set label 4 '0%' at 119.5334,855.82 right font ',24' textcolor rgb '#555555' noenhanced front
set label 5 '25%' at 119.5334,697.82 right font ',24' textcolor rgb '#555555' noenhanced front
set label 6 '50%' at 119.5334,539.82 right font ',24' textcolor rgb '#555555' noenhanced front
set label 7 '75%' at 119.5334,381.82 right font ',24' textcolor rgb '#555555' noenhanced front
set label 8 '100%' at 119.5334,223.82 right font ',24' textcolor rgb '#555555' noenhanced front
set label 9 'United Kingdom' at 511.5958,894.93 center font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 10 'n = 3,630' at 511.5958,958.59 center font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 11 'Spain' at 1200.8007,894.93 center font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 12 'n = 3,000' at 1200.8007,958.59 center font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 13 'France' at 1683.9107,894.93 center font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 14 'n = 1,630' at 1683.9107,958.59 center font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 15 'Poland' at 1820.33,894.93 center font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 16 'n = 20' at 1820.33,958.59 center font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 17 'Interest in live-stream shopping' at 58,64.83 left font ',45' textcolor rgb '#1b1b1b' noenhanced front
set label 18 '14' at 511.5958,810.632 center font ',28' textcolor rgb '#ffffff' noenhanced front
set label 19 '12' at 1683.9107,817.9 center font ',28' textcolor rgb '#ffffff' noenhanced front
set label 20 '12' at 511.5958,728.472 center font ',28' textcolor rgb '#1a1a1a' noenhanced front
set label 21 '15' at 1200.8007,806.84 center font ',28' textcolor rgb '#1a1a1a' noenhanced front
set label 22 '13' at 511.5958,648.998 center font ',28' textcolor rgb '#1b1b1b' noenhanced front
set label 23 '11' at 1200.8007,726.26 center font ',28' textcolor rgb '#1b1b1b' noenhanced front
set label 24 '22' at 1683.9107,710.46 center font ',28' textcolor rgb '#1b1b1b' noenhanced front
set label 25 '31' at 511.5958,509.958 center font ',28' textcolor rgb '#000000' noenhanced front
set label 26 '31' at 1200.8007,593.54 center font ',28' textcolor rgb '#000000' noenhanced front
set label 27 '33' at 1683.9107,536.66 center font ',28' textcolor rgb '#000000' noenhanced front
set label 28 '30' at 511.5958,318.62 center font ',28' textcolor rgb '#ffffff' noenhanced front
set label 29 '43' at 1200.8007,359.7 center font ',28' textcolor rgb '#ffffff' noenhanced front
set label 30 '33' at 1683.9107,328.1 center font ',28' textcolor rgb '#ffffff' noenhanced front
set label 31 'Not interested' at 92,175.42 left font ',24' textcolor rgb '#1b1b1b' noenhanced front
set label 32 'Little interested' at 341.47,175.42 left font ',24' textcolor rgb '#1b1b1b' noenhanced front
set label 33 'Neutral' at 609.1614,175.42 left font ',24' textcolor rgb '#1b1b1b' noenhanced front
set label 34 'Interested' at 774.9548,175.42 left font ',24' textcolor rgb '#1b1b1b' noenhanced front
set label 35 'Very interested' at 976.6792,175.42 left font ',24' textcolor rgb '#1b1b1b' noenhanced front
set label 36 '44%' at 511.5958,928.89 center font ',22' textcolor rgb '#1b1b1b' noenhanced front
set label 37 '36%' at 1200.8007,928.89 center font ',22' textcolor rgb '#1b1b1b' noenhanced front
set label 38 '20%' at 1683.9107,928.89 center font ',22' textcolor rgb '#1b1b1b' noenhanced front
set label 39 '<1%' at 1820.33,928.89 center font ',22' textcolor rgb '#1b1b1b' noenhanced front

# --- svg
regular = 'Inter&#44; Helvetica Neue&#44; Helvetica&#44; Arial&#44; sans-serif'
bold = 'Inter&#44; Helvetica Neue&#44; Helvetica&#44; Arial&#44; sans-serif" font-weight="bold'
dot = 0
set errorbars 0
do for [i=17:17] { set label i font bold.',45' }
do for [i=18:30] { set label i font bold.',28' }
do for [i=31:35] { set label i font bold.',24' }
do for [i=36:39] { set label i font bold.',22' }
set terminal svg size 1920,1080 noenhanced font regular.',28' background '#ffffff'
set output 'mosaic-countries.svg'
plot $series1 using 2:(y1($4)):($2-$5):($2+$5):(low1($3,$4)):(high1($3,$4)):6 with boxxyerror fillstyle solid noborder linecolor rgb variable title 'Not interested', \
     $series2 using 2:(y1($4)):($2-$5):($2+$5):(low1($3,$4)):(high1($3,$4)):6 with boxxyerror fillstyle solid noborder linecolor rgb variable title 'Little interested', \
     $series3 using 2:(y1($4)):($2-$5):($2+$5):(low1($3,$4)):(high1($3,$4)):6 with boxxyerror fillstyle solid noborder linecolor rgb variable title 'Neutral', \
     $series4 using 2:(y1($4)):($2-$5):($2+$5):(low1($3,$4)):(high1($3,$4)):6 with boxxyerror fillstyle solid noborder linecolor rgb variable title 'Interested', \
     $series5 using 2:(y1($4)):($2-$5):($2+$5):(low1($3,$4)):(high1($3,$4)):6 with boxxyerror fillstyle solid noborder linecolor rgb variable title 'Very interested'
unset output

# --- png
regular = 'Inter'
bold = 'Inter:Bold'
dot = 0
set errorbars 0
do for [i=17:17] { set label i font bold.',45' }
do for [i=18:30] { set label i font bold.',28' }
do for [i=31:35] { set label i font bold.',24' }
do for [i=36:39] { set label i font bold.',22' }
set terminal pngcairo size 1920,1080 noenhanced font regular.',28' fontscale 0.75 background '#ffffff'
set output 'mosaic-countries.png'
replot
unset output

# --- pdf
regular = 'Inter'
bold = 'Inter:Bold'
dot = 0
set errorbars 0
do for [i=17:17] { set label i font bold.',45' }
do for [i=18:30] { set label i font bold.',28' }
do for [i=31:35] { set label i font bold.',24' }
do for [i=36:39] { set label i font bold.',22' }
set terminal pdfcairo size 13.3333in,7.5in noenhanced font regular.',28' fontscale 0.375 background '#ffffff'
set output 'mosaic-countries.pdf'
replot
unset output
