# Title: Interest in live-stream shopping
# Description: Dot chart. How interested are you in shopping by live stream? Interested, % (95% confidence interval). Country: United Kingdom: 61% (59% to 63%); Spain: 75% (74% to 77%); France: 66% (64% to 68%); Poland: 78% (77% to 80%); Sex: Women: 73% (72% to 74%); Men: 67% (66% to 68%); All: 70% (69% to 71%).
# Draws itself beside this file, by gnuplot 5.4 or later: gnuplot dot-banner.gp
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
x1(v) = 307.146735 + (v - 0.55) * 4704.499583333334
# value, height on the page, lower and upper limit, colour
$estimates << EOD
0.61 301.7054 0.593 0.627 0x0072b2
0.752 379.6975 0.736 0.768 0x0072b2
0.66 457.6897 0.642 0.678 0x0072b2
0.781 535.6818 0.766 0.796 0x0072b2
0.73 718.9633 0.718 0.742 0x0072b2
0.67 796.9554 0.658 0.682 0x0072b2
0.7004 910.0439 0.6921 0.7087 0x444444
EOD
set arrow 1 from 58,853.4997 to 1862,853.4997 nohead back linewidth 2 linecolor rgb '#e3e3e3'
set arrow 2 from 307.1467,157.42 to 307.1467,949.04 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 3 from 542.3717,157.42 to 542.3717,949.04 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 4 from 777.5967,157.42 to 777.5967,949.04 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 5 from 1012.8217,157.42 to 1012.8217,949.04 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 6 from 1248.0467,157.42 to 1248.0467,949.04 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 7 from 1483.2716,157.42 to 1483.2716,949.04 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 8 from 1718.4966,157.42 to 1718.4966,949.04 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set label 1 'How interested are you in shopping by live stream?  Interested, % (95% confidence interval)' at 58,116.9 left font ',28' textcolor rgb '#555555' noenhanced front
set label 2 'Base: n = 14,460, weighted; effective n of an estimate: 2,880 to 11,568. 95% confidence intervals: logit; strata: 20; clusters: 480. Source: Consumer interest survey, 2021. Synthetic data.' at 58,1036.84 left font ',20' textcolor rgb '#6b6b6b' noenhanced front
set label 3 'United Kingdom' at 281.1467,301.7054 right font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 4 'Spain' at 281.1467,379.6975 right font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 5 'France' at 281.1467,457.6897 right font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 6 'Poland' at 281.1467,535.6818 right font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 7 'Women' at 281.1467,718.9633 right font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 8 'Men' at 281.1467,796.9554 right font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 9 'All' at 281.1467,910.0439 right font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 10 'n = 3,630' at 1862,301.7054 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 11 'n = 3,600' at 1862,379.6975 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 12 'n = 3,630' at 1862,457.6897 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 13 'n = 3,600' at 1862,535.6818 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 14 'n = 7,400' at 1862,718.9633 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 15 'n = 7,060' at 1862,796.9554 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 16 'n = 14,460' at 1862,910.0439 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 17 '55%' at 307.1467,982.64 center font ',24' textcolor rgb '#555555' noenhanced front
set label 18 '60%' at 542.3717,982.64 center font ',24' textcolor rgb '#555555' noenhanced front
set label 19 '65%' at 777.5967,982.64 center font ',24' textcolor rgb '#555555' noenhanced front
set label 20 '70%' at 1012.8217,982.64 center font ',24' textcolor rgb '#555555' noenhanced front
set label 21 '75%' at 1248.0467,982.64 center font ',24' textcolor rgb '#555555' noenhanced front
set label 22 '80%' at 1483.2716,982.64 center font ',24' textcolor rgb '#555555' noenhanced front
set label 23 '85%' at 1718.4966,982.64 center font ',24' textcolor rgb '#555555' noenhanced front
set label 24 'Interest in live-stream shopping' at 58,64.83 left font ',45' textcolor rgb '#1b1b1b' noenhanced front
set label 25 'Country' at 58,218.4878 left font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 26 'Sex' at 58,635.7457 left font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 27 '61%' at 685.3932,301.7054 left font ',28' textcolor rgb '#0072b2' noenhanced front
set label 28 '75%' at 1348.7276,379.6975 left font ',28' textcolor rgb '#0072b2' noenhanced front
set label 29 '66%' at 925.3227,457.6897 left font ',28' textcolor rgb '#0072b2' noenhanced front
set label 30 '78%' at 1480.4536,535.6818 left font ',28' textcolor rgb '#0072b2' noenhanced front
set label 31 '73%' at 1226.4107,718.9633 left font ',28' textcolor rgb '#0072b2' noenhanced front
set label 32 '67%' at 944.1407,796.9554 left font ',28' textcolor rgb '#0072b2' noenhanced front
set label 33 '70%' at 1069.7508,910.0439 left font ',28' textcolor rgb '#444444' noenhanced front

# --- svg
regular = 'Inter&#44; Helvetica Neue&#44; Helvetica&#44; Arial&#44; sans-serif'
bold = 'Inter&#44; Helvetica Neue&#44; Helvetica&#44; Arial&#44; sans-serif" font-weight="bold'
dot = 1.05
set errorbars 0.86
do for [i=24:24] { set label i font bold.',45' }
do for [i=25:26] { set label i font bold.',29' }
do for [i=27:33] { set label i font bold.',28' }
set terminal svg size 1920,1080 noenhanced font regular.',28' background '#ffffff'
set output 'dot-banner.svg'
plot $estimates using (x1($1)):2:(x1($3)):(x1($4)):5 with xerrorbars pointtype 7 pointsize dot linewidth 4 linecolor rgb variable title 'Estimates'
unset output

# --- png
regular = 'Inter'
bold = 'Inter:Bold'
dot = 3
set errorbars 1
do for [i=24:24] { set label i font bold.',45' }
do for [i=25:26] { set label i font bold.',29' }
do for [i=27:33] { set label i font bold.',28' }
set terminal pngcairo size 1920,1080 noenhanced font regular.',28' fontscale 0.75 background '#ffffff'
set output 'dot-banner.png'
replot
unset output

# --- pdf
regular = 'Inter'
bold = 'Inter:Bold'
dot = 1.65
set errorbars 1
do for [i=24:24] { set label i font bold.',45' }
do for [i=25:26] { set label i font bold.',29' }
do for [i=27:33] { set label i font bold.',28' }
set terminal pdfcairo size 13.3333in,7.5in noenhanced font regular.',28' fontscale 0.375 background '#ffffff'
set output 'dot-banner.pdf'
replot
unset output
