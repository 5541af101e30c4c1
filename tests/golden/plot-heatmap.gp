# Title: Interest in live-stream shopping
# Description: Heat map. How interested are you in shopping by live stream? Interested: Difference in percentage points. Spain vs France: +11* (+9 to +14); Spain vs Poland: −3 (−5 to −1); United Kingdom vs France: −3 (−5 to −1); France vs Poland: −14* (−16 to −12); United Kingdom vs Spain: −14* (−17 to −12); United Kingdom vs Poland: −17* (−19 to −15).
# Draws itself beside this file, by gnuplot 5.4 or later: gnuplot heatmap.gp
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
# a cell's middle on the page, difference, half width and height, colour
$differences << EOD
921.3962 358.37 0.029000000000000026 167.1208 54 0xc9dad8
1297.6377 358.37 0.14100000000000001 186.6208 73.5 0x358880
1673.8792 358.37 0.17100000000000004 186.6208 73.5 0x01665e
545.1547 508.37 -0.029000000000000026 167.1208 54 0xe5daca
1297.6377 508.37 0.11199999999999999 186.6208 73.5 0x4ba199
1673.8792 508.37 0.14200000000000002 186.6208 73.5 0x34877f
545.1547 658.37 -0.14100000000000001 186.6208 73.5 0xac7f3e
921.3962 658.37 -0.11199999999999999 186.6208 73.5 0xc49d55
1673.8792 658.37 0.030000000000000027 167.1208 54 0xc8dad8
545.1547 808.37 -0.17100000000000004 186.6208 73.5 0x8c510a
921.3962 808.37 -0.14200000000000002 186.6208 73.5 0xab7e3d
1297.6377 808.37 -0.030000000000000027 167.1208 54 0xe5d9c9
EOD
set object 1 polygon from 111.2658,162.22 to 121.0158,162.22 to 121.0158,181.42 to 111.2658,181.42 to 111.2658,162.22 back fillcolor rgb '#905817' fillstyle solid noborder
set object 2 polygon from 120.0158,162.22 to 129.7658,162.22 to 129.7658,181.42 to 120.0158,181.42 to 120.0158,162.22 back fillcolor rgb '#986425' fillstyle solid noborder
set object 3 polygon from 128.7658,162.22 to 138.5158,162.22 to 138.5158,181.42 to 128.7658,181.42 to 128.7658,162.22 back fillcolor rgb '#a06f30' fillstyle solid noborder
set object 4 polygon from 137.5158,162.22 to 147.2658,162.22 to 147.2658,181.42 to 137.5158,181.42 to 137.5158,162.22 back fillcolor rgb '#a77938' fillstyle solid noborder
set object 5 polygon from 146.2658,162.22 to 156.0158,162.22 to 156.0158,181.42 to 146.2658,181.42 to 146.2658,162.22 back fillcolor rgb '#ae8140' fillstyle solid noborder
set object 6 polygon from 155.0158,162.22 to 164.7658,162.22 to 164.7658,181.42 to 155.0158,181.42 to 155.0158,162.22 back fillcolor rgb '#b48946' fillstyle solid noborder
set object 7 polygon from 163.7658,162.22 to 173.5158,162.22 to 173.5158,181.42 to 163.7658,181.42 to 163.7658,162.22 back fillcolor rgb '#ba914c' fillstyle solid noborder
set object 8 polygon from 172.5158,162.22 to 182.2658,162.22 to 182.2658,181.42 to 172.5158,181.42 to 172.5158,162.22 back fillcolor rgb '#c09851' fillstyle solid noborder
set object 9 polygon from 181.2658,162.22 to 191.0158,162.22 to 191.0158,181.42 to 181.2658,181.42 to 181.2658,162.22 back fillcolor rgb '#c69e56' fillstyle solid noborder
set object 10 polygon from 190.0158,162.22 to 199.7658,162.22 to 199.7658,181.42 to 190.0158,181.42 to 190.0158,162.22 back fillcolor rgb '#cba55b' fillstyle solid noborder
set object 11 polygon from 198.7658,162.22 to 208.5158,162.22 to 208.5158,181.42 to 198.7658,181.42 to 198.7658,162.22 back fillcolor rgb '#d0ab5f' fillstyle solid noborder
set object 12 polygon from 207.5158,162.22 to 217.2658,162.22 to 217.2658,181.42 to 207.5158,181.42 to 207.5158,162.22 back fillcolor rgb '#d6b063' fillstyle solid noborder
set object 13 polygon from 216.2658,162.22 to 226.0158,162.22 to 226.0158,181.42 to 216.2658,181.42 to 216.2658,162.22 back fillcolor rgb '#d9b66f' fillstyle solid noborder
set object 14 polygon from 225.0158,162.22 to 234.7658,162.22 to 234.7658,181.42 to 225.0158,181.42 to 225.0158,162.22 back fillcolor rgb '#dabb81' fillstyle solid noborder
set object 15 polygon from 233.7658,162.22 to 243.5158,162.22 to 243.5158,181.42 to 233.7658,181.42 to 233.7658,162.22 back fillcolor rgb '#dcc08f' fillstyle solid noborder
set object 16 polygon from 242.5158,162.22 to 252.2658,162.22 to 252.2658,181.42 to 242.5158,181.42 to 242.5158,162.22 back fillcolor rgb '#dec69c' fillstyle solid noborder
set object 17 polygon from 251.2658,162.22 to 261.0158,162.22 to 261.0158,181.42 to 251.2658,181.42 to 251.2658,162.22 back fillcolor rgb '#dfcaa8' fillstyle solid noborder
set object 18 polygon from 260.0158,162.22 to 269.7658,162.22 to 269.7658,181.42 to 260.0158,181.42 to 260.0158,162.22 back fillcolor rgb '#e1cfb3' fillstyle solid noborder
set object 19 polygon from 268.7658,162.22 to 278.5158,162.22 to 278.5158,181.42 to 268.7658,181.42 to 268.7658,162.22 back fillcolor rgb '#e3d4bd' fillstyle solid noborder
set object 20 polygon from 277.5158,162.22 to 287.2658,162.22 to 287.2658,181.42 to 277.5158,181.42 to 277.5158,162.22 back fillcolor rgb '#e4d8c7' fillstyle solid noborder
set object 21 polygon from 286.2658,162.22 to 296.0158,162.22 to 296.0158,181.42 to 286.2658,181.42 to 286.2658,162.22 back fillcolor rgb '#e6ddcf' fillstyle solid noborder
set object 22 polygon from 295.0158,162.22 to 304.7658,162.22 to 304.7658,181.42 to 295.0158,181.42 to 295.0158,162.22 back fillcolor rgb '#e7e1d8' fillstyle solid noborder
set object 23 polygon from 303.7658,162.22 to 313.5158,162.22 to 313.5158,181.42 to 303.7658,181.42 to 303.7658,162.22 back fillcolor rgb '#e9e5e0' fillstyle solid noborder
set object 24 polygon from 312.5158,162.22 to 322.2658,162.22 to 322.2658,181.42 to 312.5158,181.42 to 312.5158,162.22 back fillcolor rgb '#eae9e7' fillstyle solid noborder
set object 25 polygon from 321.2658,162.22 to 331.0158,162.22 to 331.0158,181.42 to 321.2658,181.42 to 321.2658,162.22 back fillcolor rgb '#e7e9e9' fillstyle solid noborder
set object 26 polygon from 330.0158,162.22 to 339.7658,162.22 to 339.7658,181.42 to 330.0158,181.42 to 330.0158,162.22 back fillcolor rgb '#dfe5e4' fillstyle solid noborder
set object 27 polygon from 338.7658,162.22 to 348.5158,162.22 to 348.5158,181.42 to 338.7658,181.42 to 338.7658,162.22 back fillcolor rgb '#d7e1e0' fillstyle solid noborder
set object 28 polygon from 347.5158,162.22 to 357.2658,162.22 to 357.2658,181.42 to 347.5158,181.42 to 347.5158,162.22 back fillcolor rgb '#cedddb' fillstyle solid noborder
set object 29 polygon from 356.2658,162.22 to 366.0158,162.22 to 366.0158,181.42 to 356.2658,181.42 to 356.2658,162.22 back fillcolor rgb '#c5d9d6' fillstyle solid noborder
set object 30 polygon from 365.0158,162.22 to 374.7658,162.22 to 374.7658,181.42 to 365.0158,181.42 to 365.0158,162.22 back fillcolor rgb '#bbd4d1' fillstyle solid noborder
set object 31 polygon from 373.7658,162.22 to 383.5158,162.22 to 383.5158,181.42 to 373.7658,181.42 to 373.7658,162.22 back fillcolor rgb '#b0d0cc' fillstyle solid noborder
set object 32 polygon from 382.5158,162.22 to 392.2658,162.22 to 392.2658,181.42 to 382.5158,181.42 to 382.5158,162.22 back fillcolor rgb '#a5cbc7' fillstyle solid noborder
set object 33 polygon from 391.2658,162.22 to 401.0158,162.22 to 401.0158,181.42 to 391.2658,181.42 to 391.2658,162.22 back fillcolor rgb '#98c6c1' fillstyle solid noborder
set object 34 polygon from 400.0158,162.22 to 409.7658,162.22 to 409.7658,181.42 to 400.0158,181.42 to 400.0158,162.22 back fillcolor rgb '#8ac1bb' fillstyle solid noborder
set object 35 polygon from 408.7658,162.22 to 418.5158,162.22 to 418.5158,181.42 to 408.7658,181.42 to 408.7658,162.22 back fillcolor rgb '#7abcb5' fillstyle solid noborder
set object 36 polygon from 417.5158,162.22 to 427.2658,162.22 to 427.2658,181.42 to 417.5158,181.42 to 417.5158,162.22 back fillcolor rgb '#66b7af' fillstyle solid noborder
set object 37 polygon from 426.2658,162.22 to 436.0158,162.22 to 436.0158,181.42 to 426.2658,181.42 to 426.2658,162.22 back fillcolor rgb '#58b2aa' fillstyle solid noborder
set object 38 polygon from 435.0158,162.22 to 444.7658,162.22 to 444.7658,181.42 to 435.0158,181.42 to 435.0158,162.22 back fillcolor rgb '#54ada5' fillstyle solid noborder
set object 39 polygon from 443.7658,162.22 to 453.5158,162.22 to 453.5158,181.42 to 443.7658,181.42 to 443.7658,162.22 back fillcolor rgb '#50a8a0' fillstyle solid noborder
set object 40 polygon from 452.5158,162.22 to 462.2658,162.22 to 462.2658,181.42 to 452.5158,181.42 to 452.5158,162.22 back fillcolor rgb '#4ca29a' fillstyle solid noborder
set object 41 polygon from 461.2658,162.22 to 471.0158,162.22 to 471.0158,181.42 to 461.2658,181.42 to 461.2658,162.22 back fillcolor rgb '#489d95' fillstyle solid noborder
set object 42 polygon from 470.0158,162.22 to 479.7658,162.22 to 479.7658,181.42 to 470.0158,181.42 to 470.0158,162.22 back fillcolor rgb '#43978f' fillstyle solid noborder
set object 43 polygon from 478.7658,162.22 to 488.5158,162.22 to 488.5158,181.42 to 478.7658,181.42 to 478.7658,162.22 back fillcolor rgb '#3d9189' fillstyle solid noborder
set object 44 polygon from 487.5158,162.22 to 497.2658,162.22 to 497.2658,181.42 to 487.5158,181.42 to 487.5158,162.22 back fillcolor rgb '#378a82' fillstyle solid noborder
set object 45 polygon from 496.2658,162.22 to 506.0158,162.22 to 506.0158,181.42 to 496.2658,181.42 to 496.2658,162.22 back fillcolor rgb '#30837b' fillstyle solid noborder
set object 46 polygon from 505.0158,162.22 to 514.7658,162.22 to 514.7658,181.42 to 505.0158,181.42 to 505.0158,162.22 back fillcolor rgb '#287c74' fillstyle solid noborder
set object 47 polygon from 513.7658,162.22 to 523.5158,162.22 to 523.5158,181.42 to 513.7658,181.42 to 513.7658,162.22 back fillcolor rgb '#1e746c' fillstyle solid noborder
set object 48 polygon from 522.5158,162.22 to 531.2658,162.22 to 531.2658,181.42 to 522.5158,181.42 to 522.5158,162.22 back fillcolor rgb '#0e6b63' fillstyle solid noborder
set arrow 1 from 527.1547,358.37 to 563.1547,358.37 nohead back linewidth 2 linecolor rgb '#8c8c8c'
set arrow 2 from 903.3962,508.37 to 939.3962,508.37 nohead back linewidth 2 linecolor rgb '#8c8c8c'
set arrow 3 from 1279.6377,658.37 to 1315.6377,658.37 nohead back linewidth 2 linecolor rgb '#8c8c8c'
set arrow 4 from 1655.8792,808.37 to 1691.8792,808.37 nohead back linewidth 2 linecolor rgb '#8c8c8c'
set label 1 'How interested are you in shopping by live stream?  Interested: Difference in percentage points' at 58,116.9 left font ',28' textcolor rgb '#555555' noenhanced front
set label 2 'Base: n = 14,460, weighted; effective n of an estimate: 2,880 to 2,904. p adjusted by Holm'."\047".'s method; full cells and * significant at the 5% level. Source: Consumer interest survey, 2021.' at 58,1010.84 left font ',20' textcolor rgb '#6b6b6b' noenhanced front
set label 3 'Synthetic data.' at 58,1036.84 left font ',20' textcolor rgb '#6b6b6b' noenhanced front
set label 4 '−17' at 58,171.82 left font ',24' textcolor rgb '#555555' noenhanced front
set label 5 '+17' at 543.2658,171.82 left font ',24' textcolor rgb '#555555' noenhanced front
set label 6 'the row'."\047".'s group less the column'."\047".'s' at 608.5317,171.82 left font ',24' textcolor rgb '#555555' noenhanced front
set label 7 'Poland' at 268.8321,358.37 right font ',26.1' textcolor rgb '#1b1b1b' noenhanced front
set label 8 'Poland' at 545.1547,259.21 center font ',24' textcolor rgb '#555555' noenhanced front
set label 9 'Spain' at 268.8321,508.37 right font ',26.1' textcolor rgb '#1b1b1b' noenhanced front
set label 10 'Spain' at 921.3962,259.21 center font ',24' textcolor rgb '#555555' noenhanced front
set label 11 'France' at 268.8321,658.37 right font ',26.1' textcolor rgb '#1b1b1b' noenhanced front
set label 12 'France' at 1297.6377,259.21 center font ',24' textcolor rgb '#555555' noenhanced front
set label 13 'United Kingdom' at 268.8321,808.37 right font ',26.1' textcolor rgb '#1b1b1b' noenhanced front
set label 14 'United Kingdom' at 1673.8792,259.21 center font ',24' textcolor rgb '#555555' noenhanced front
set label 15 '+3' at 921.3962,358.37 center font ',28' textcolor rgb '#1b1b1b' noenhanced front
set label 16 '−3' at 545.1547,508.37 center font ',28' textcolor rgb '#1b1b1b' noenhanced front
set label 17 '+3' at 1673.8792,658.37 center font ',28' textcolor rgb '#1b1b1b' noenhanced front
set label 18 '−3' at 1297.6377,808.37 center font ',28' textcolor rgb '#1b1b1b' noenhanced front
set label 19 'Interest in live-stream shopping' at 58,64.83 left font ',45' textcolor rgb '#1b1b1b' noenhanced front
set label 20 '+14*' at 1297.6377,358.37 center font ',28' textcolor rgb '#ffffff' noenhanced front
set label 21 '+17*' at 1673.8792,358.37 center font ',28' textcolor rgb '#ffffff' noenhanced front
set label 22 '+11*' at 1297.6377,508.37 center font ',28' textcolor rgb '#1b1b1b' noenhanced front
set label 23 '+14*' at 1673.8792,508.37 center font ',28' textcolor rgb '#ffffff' noenhanced front
set label 24 '−14*' at 545.1547,658.37 center font ',28' textcolor rgb '#1b1b1b' noenhanced front
set label 25 '−11*' at 921.3962,658.37 center font ',28' textcolor rgb '#1b1b1b' noenhanced front
set label 26 '−17*' at 545.1547,808.37 center font ',28' textcolor rgb '#ffffff' noenhanced front
set label 27 '−14*' at 921.3962,808.37 center font ',28' textcolor rgb '#1b1b1b' noenhanced front
set label 28 '78%' at 343.0339,358.37 right font ',26.1' textcolor rgb '#1b1b1b' noenhanced front
set label 29 '75%' at 343.0339,508.37 right font ',26.1' textcolor rgb '#1b1b1b' noenhanced front
set label 30 '64%' at 343.0339,658.37 right font ',26.1' textcolor rgb '#1b1b1b' noenhanced front
set label 31 '61%' at 343.0339,808.37 right font ',26.1' textcolor rgb '#1b1b1b' noenhanced front

# --- svg
regular = 'Inter&#44; Helvetica Neue&#44; Helvetica&#44; Arial&#44; sans-serif'
bold = 'Inter&#44; Helvetica Neue&#44; Helvetica&#44; Arial&#44; sans-serif" font-weight="bold'
dot = 0
set errorbars 0
do for [i=19:19] { set label i font bold.',45' }
do for [i=20:27] { set label i font bold.',28' }
do for [i=28:31] { set label i font bold.',26.1' }
set terminal svg size 1920,1080 noenhanced font regular.',28' background '#ffffff'
set output 'heatmap.svg'
plot $differences using 1:2:($1-$4):($1+$4):($2-$5):($2+$5):6 with boxxyerror fillstyle solid noborder linecolor rgb variable title 'Differences'
unset output

# --- png
regular = 'Inter'
bold = 'Inter:Bold'
dot = 0
set errorbars 0
do for [i=19:19] { set label i font bold.',45' }
do for [i=20:27] { set label i font bold.',28' }
do for [i=28:31] { set label i font bold.',26.1' }
set terminal pngcairo size 1920,1080 noenhanced font regular.',28' fontscale 0.75 background '#ffffff'
set output 'heatmap.png'
replot
unset output

# --- pdf
regular = 'Inter'
bold = 'Inter:Bold'
dot = 0
set errorbars 0
do for [i=19:19] { set label i font bold.',45' }
do for [i=20:27] { set label i font bold.',28' }
do for [i=28:31] { set label i font bold.',26.1' }
set terminal pdfcairo size 13.3333in,7.5in noenhanced font regular.',28' fontscale 0.375 background '#ffffff'
set output 'heatmap.pdf'
replot
unset output
