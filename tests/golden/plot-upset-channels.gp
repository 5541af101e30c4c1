# Title: Interest in live-stream shopping
# Description: UpSet chart. Where have you seen a live-stream sale? Share, % (95% confidence interval). App: 31% (30% to 32%); App + Web: 25% (24% to 26%); Web: 16% (15% to 17%); None: 12% (11% to 13%); App + Web + Television: 10% (9% to 11%); Television: 4% (3% to 5%); App + Television: 2% (2% to 2%).
# Draws itself beside this file, by gnuplot 5.4 or later: gnuplot upset-channels.gp
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
x2(v) = 291.669017 + (v - 0.68) * -254.11764705882354
# how many chose each, height on the page
$choices << EOD
0.68 826.84
0.51 876.84
0.16 926.84
0.12 976.84
EOD
x1(v) = 551.113457 + (v - 551.113457) * 1
y1(v) = 783.84 + (v - 0) * -1566.0499999999997
# value, place on the page, lower and upper limit, colour
$estimates << EOD
0.31 631.1135 0.296 0.324 0x0072b2
0.25 791.1135 0.237 0.263 0x0072b2
0.16 951.1135 0.149 0.171 0x0072b2
0.12 1111.1135 0.11 0.13 0x0072b2
0.1 1271.1135 0.09100000000000001 0.109 0x0072b2
0.04 1431.1135 0.034 0.046 0x0072b2
0.02 1591.1135 0.016 0.024 0x0072b2
EOD
set object 1 polygon from 52,801.84 to 1671.1135,801.84 to 1671.1135,851.84 to 52,851.84 to 52,801.84 back fillcolor rgb '#f3f3f3' fillstyle solid noborder
set object 2 polygon from 52,901.84 to 1671.1135,901.84 to 1671.1135,951.84 to 52,951.84 to 52,901.84 back fillcolor rgb '#f3f3f3' fillstyle solid noborder
set object 3 circle at 631.1135,826.84 size 12 back fillcolor rgb '#0072b2' fillstyle solid noborder
set object 4 circle at 631.1135,876.84 size 9.6 back fillcolor rgb '#e3e3e3' fillstyle solid noborder
set object 5 circle at 631.1135,926.84 size 9.6 back fillcolor rgb '#e3e3e3' fillstyle solid noborder
set object 6 circle at 631.1135,976.84 size 9.6 back fillcolor rgb '#e3e3e3' fillstyle solid noborder
set object 7 circle at 791.1135,826.84 size 12 back fillcolor rgb '#0072b2' fillstyle solid noborder
set object 8 circle at 791.1135,876.84 size 12 back fillcolor rgb '#0072b2' fillstyle solid noborder
set object 9 circle at 791.1135,926.84 size 9.6 back fillcolor rgb '#e3e3e3' fillstyle solid noborder
set object 10 circle at 791.1135,976.84 size 9.6 back fillcolor rgb '#e3e3e3' fillstyle solid noborder
set object 11 circle at 951.1135,826.84 size 9.6 back fillcolor rgb '#e3e3e3' fillstyle solid noborder
set object 12 circle at 951.1135,876.84 size 12 back fillcolor rgb '#0072b2' fillstyle solid noborder
set object 13 circle at 951.1135,926.84 size 9.6 back fillcolor rgb '#e3e3e3' fillstyle solid noborder
set object 14 circle at 951.1135,976.84 size 9.6 back fillcolor rgb '#e3e3e3' fillstyle solid noborder
set object 15 circle at 1111.1135,826.84 size 9.6 back fillcolor rgb '#e3e3e3' fillstyle solid noborder
set object 16 circle at 1111.1135,876.84 size 9.6 back fillcolor rgb '#e3e3e3' fillstyle solid noborder
set object 17 circle at 1111.1135,926.84 size 9.6 back fillcolor rgb '#e3e3e3' fillstyle solid noborder
set object 18 circle at 1111.1135,976.84 size 12 back fillcolor rgb '#0072b2' fillstyle solid noborder
set object 19 circle at 1271.1135,826.84 size 12 back fillcolor rgb '#0072b2' fillstyle solid noborder
set object 20 circle at 1271.1135,876.84 size 12 back fillcolor rgb '#0072b2' fillstyle solid noborder
set object 21 circle at 1271.1135,926.84 size 12 back fillcolor rgb '#0072b2' fillstyle solid noborder
set object 22 circle at 1271.1135,976.84 size 9.6 back fillcolor rgb '#e3e3e3' fillstyle solid noborder
set object 23 circle at 1431.1135,826.84 size 9.6 back fillcolor rgb '#e3e3e3' fillstyle solid noborder
set object 24 circle at 1431.1135,876.84 size 9.6 back fillcolor rgb '#e3e3e3' fillstyle solid noborder
set object 25 circle at 1431.1135,926.84 size 12 back fillcolor rgb '#0072b2' fillstyle solid noborder
set object 26 circle at 1431.1135,976.84 size 9.6 back fillcolor rgb '#e3e3e3' fillstyle solid noborder
set object 27 circle at 1591.1135,826.84 size 12 back fillcolor rgb '#0072b2' fillstyle solid noborder
set object 28 circle at 1591.1135,876.84 size 9.6 back fillcolor rgb '#e3e3e3' fillstyle solid noborder
set object 29 circle at 1591.1135,926.84 size 12 back fillcolor rgb '#0072b2' fillstyle solid noborder
set object 30 circle at 1591.1135,976.84 size 9.6 back fillcolor rgb '#e3e3e3' fillstyle solid noborder
set arrow 1 from 791.1135,826.84 to 791.1135,876.84 nohead back linewidth 6 linecolor rgb '#0072b2'
set arrow 2 from 1271.1135,826.84 to 1271.1135,926.84 nohead back linewidth 6 linecolor rgb '#0072b2'
set arrow 3 from 1591.1135,826.84 to 1591.1135,926.84 nohead back linewidth 6 linecolor rgb '#0072b2'
set arrow 4 from 551.1135,783.84 to 1671.1135,783.84 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 5 from 551.1135,627.235 to 1671.1135,627.235 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 6 from 551.1135,470.63 to 1671.1135,470.63 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 7 from 551.1135,314.025 to 1671.1135,314.025 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 8 from 551.1135,157.42 to 1671.1135,157.42 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 9 from 551.1135,783.84 to 1671.1135,783.84 nohead front linewidth 2 linecolor rgb '#8c8c8c'
set label 1 'Where have you seen a live-stream sale?  Share, % (95% confidence interval)' at 58,116.9 left font ',28' textcolor rgb '#555555' noenhanced front
set label 2 'Base: n = 14,460, weighted; effective n of an estimate: 11,568. 95% confidence intervals: logit; strata: 20; clusters: 480. Source: Consumer interest survey, 2021. Synthetic data.' at 58,1036.84 left font ',20' textcolor rgb '#6b6b6b' noenhanced front
set label 3 'App' at 198.6699,826.84 right font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 4 'Web' at 198.6699,876.84 right font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 5 'Television' at 198.6699,926.84 right font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 6 'None' at 198.6699,976.84 right font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 7 '0%' at 533.1135,783.84 right font ',24' textcolor rgb '#555555' noenhanced front
set label 8 '10%' at 533.1135,627.235 right font ',24' textcolor rgb '#555555' noenhanced front
set label 9 '20%' at 533.1135,470.63 right font ',24' textcolor rgb '#555555' noenhanced front
set label 10 '30%' at 533.1135,314.025 right font ',24' textcolor rgb '#555555' noenhanced front
set label 11 '40%' at 533.1135,157.42 right font ',24' textcolor rgb '#555555' noenhanced front
set label 12 'Interest in live-stream shopping' at 58,64.83 left font ',45' textcolor rgb '#1b1b1b' noenhanced front
set label 13 '31%' at 631.1135,254.0398 center font ',28' textcolor rgb '#0072b2' noenhanced front
set label 14 '25%' at 791.1135,349.5689 center font ',28' textcolor rgb '#0072b2' noenhanced front
set label 15 '16%' at 951.1135,493.6455 center font ',28' textcolor rgb '#0072b2' noenhanced front
set label 16 '12%' at 1111.1135,557.8535 center font ',28' textcolor rgb '#0072b2' noenhanced front
set label 17 '10%' at 1271.1135,590.7406 center font ',28' textcolor rgb '#0072b2' noenhanced front
set label 18 '4%' at 1431.1135,689.4017 center font ',28' textcolor rgb '#0072b2' noenhanced front
set label 19 '2%' at 1591.1135,723.8548 center font ',28' textcolor rgb '#0072b2' noenhanced front
set label 20 '68%' at 281.669,826.84 right font ',25.76' textcolor rgb '#444444' noenhanced front
set label 21 '51%' at 324.869,876.84 right font ',25.76' textcolor rgb '#444444' noenhanced front
set label 22 '16%' at 413.8102,926.84 right font ',25.76' textcolor rgb '#444444' noenhanced front
set label 23 '12%' at 423.9749,976.84 right font ',25.76' textcolor rgb '#444444' noenhanced front
set label 24 'Chosen, alone or with others' at 464.469,778.476 right font ',22' textcolor rgb '#555555' noenhanced front

# --- svg
regular = 'Inter&#44; Helvetica Neue&#44; Helvetica&#44; Arial&#44; sans-serif'
bold = 'Inter&#44; Helvetica Neue&#44; Helvetica&#44; Arial&#44; sans-serif" font-weight="bold'
dot = 1.05
set errorbars 0.86
do for [i=12:12] { set label i font bold.',45' }
do for [i=13:19] { set label i font bold.',28' }
do for [i=20:23] { set label i font bold.',25.76' }
do for [i=24:24] { set label i font bold.',22' }
set terminal svg size 1920,1080 noenhanced font regular.',28' background '#ffffff'
set output 'upset-channels.svg'
plot $choices using (x2($1)):2:(x2($1)):(x2(0)):($2-14.5):($2+14.5) with boxxyerror fillstyle solid noborder linecolor rgb '#929292' title 'Chosen, alone or with others', \
     $estimates using 2:(y1($1)):($2-56):($2+56):(y1(0)):(y1($1)):5 with boxxyerror fillstyle solid noborder linecolor rgb variable title 'Estimates', \
     $estimates using 2:(y1($1)):(y1($3)):(y1($4)) with yerrorbars pointtype 7 pointsize 0.05 linewidth 6 linecolor rgb '#ffffff' title 'Estimates', \
     $estimates using 2:(y1($1)):(y1($3)):(y1($4)) with yerrorbars pointtype 7 pointsize 0.05 linewidth 2.5 linecolor rgb '#1b1b1b' title 'Estimates'
unset output

# --- png
regular = 'Inter'
bold = 'Inter:Bold'
dot = 3
set errorbars 1
do for [i=12:12] { set label i font bold.',45' }
do for [i=13:19] { set label i font bold.',28' }
do for [i=20:23] { set label i font bold.',25.76' }
do for [i=24:24] { set label i font bold.',22' }
set terminal pngcairo size 1920,1080 noenhanced font regular.',28' fontscale 0.75 background '#ffffff'
set output 'upset-channels.png'
replot
unset output

# --- pdf
regular = 'Inter'
bold = 'Inter:Bold'
dot = 1.65
set errorbars 1
do for [i=12:12] { set label i font bold.',45' }
do for [i=13:19] { set label i font bold.',28' }
do for [i=20:23] { set label i font bold.',25.76' }
do for [i=24:24] { set label i font bold.',22' }
set terminal pdfcairo size 13.3333in,7.5in noenhanced font regular.',28' fontscale 0.375 background '#ffffff'
set output 'upset-channels.pdf'
replot
unset output
