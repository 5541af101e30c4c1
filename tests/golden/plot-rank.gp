# Title: Interest in live-stream shopping
# Description: Rank chart. How interested are you in shopping by live stream? Interested: Rank, 1 for the largest. Poland: 1 (1 to 2); Spain: 2 (1 to 2); France: 3 (3 to 4); United Kingdom: 4 (3 to 4).
# Draws itself beside this file, by gnuplot 5.4 or later: gnuplot rank.gp
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
x1(v) = 318.146735 + (v - 1) * 434.84673833333335
# value, height on the page, lower and upper limit, colour
$estimates << EOD
1 342.2756 1 2 0x0072b2
2 446.2756 1 2 0x0072b2
3 550.2756 3 4 0x0072b2
4 654.2756 3 4 0x0072b2
EOD
set arrow 1 from 318.1467,290.2756 to 318.1467,706.2756 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 2 from 752.9935,290.2756 to 752.9935,706.2756 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 3 from 1187.8402,290.2756 to 1187.8402,706.2756 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set arrow 4 from 1622.687,290.2756 to 1622.687,706.2756 nohead back linewidth 1.5 linecolor rgb '#e3e3e3'
set label 1 'How interested are you in shopping by live stream?  Interested: Rank, 1 for the largest' at 58,116.9 left font ',28' textcolor rgb '#555555' noenhanced front
set label 2 'Base: n = 14,460, weighted; effective n of an estimate: 2,880 to 2,904. Lines: ranks that the tests of all pairs leave open, for all groups at once with 95% confidence (Mogstad, Romano,' at 58,1010.84 left font ',20' textcolor rgb '#6b6b6b' noenhanced front
set label 3 'Shaikh and Wilhelm); p adjusted by Holm'."\047".'s method. Source: Consumer interest survey, 2021. Synthetic data.' at 58,1036.84 left font ',20' textcolor rgb '#6b6b6b' noenhanced front
set label 4 'Poland' at 281.1467,342.2756 right font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 5 'Spain' at 281.1467,446.2756 right font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 6 'France' at 281.1467,550.2756 right font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 7 'United Kingdom' at 281.1467,654.2756 right font ',29' textcolor rgb '#1b1b1b' noenhanced front
set label 8 'n = 3,600' at 1862,342.2756 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 9 'n = 3,600' at 1862,446.2756 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 10 'n = 3,630' at 1862,550.2756 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 11 'n = 3,630' at 1862,654.2756 right font ',22' textcolor rgb '#6b6b6b' noenhanced front
set label 12 '1' at 318.1467,739.8756 center font ',24' textcolor rgb '#555555' noenhanced front
set label 13 '2' at 752.9935,739.8756 center font ',24' textcolor rgb '#555555' noenhanced front
set label 14 '3' at 1187.8402,739.8756 center font ',24' textcolor rgb '#555555' noenhanced front
set label 15 '4' at 1622.687,739.8756 center font ',24' textcolor rgb '#555555' noenhanced front
set label 16 'Interest in live-stream shopping' at 58,64.83 left font ',45' textcolor rgb '#1b1b1b' noenhanced front
set label 17 '78%' at 1729.1257,342.2756 right font ',28' textcolor rgb '#0072b2' noenhanced front
set label 18 '75%' at 1729.1257,446.2756 right font ',28' textcolor rgb '#0072b2' noenhanced front
set label 19 '64%' at 1729.1257,550.2756 right font ',28' textcolor rgb '#0072b2' noenhanced front
set label 20 '61%' at 1729.1257,654.2756 right font ',28' textcolor rgb '#0072b2' noenhanced front

# --- svg
regular = 'Inter&#44; Helvetica Neue&#44; Helvetica&#44; Arial&#44; sans-serif'
bold = 'Inter&#44; Helvetica Neue&#44; Helvetica&#44; Arial&#44; sans-serif" font-weight="bold'
dot = 1.05
set errorbars 0.86
do for [i=16:16] { set label i font bold.',45' }
do for [i=17:20] { set label i font bold.',28' }
set terminal svg size 1920,1080 noenhanced font regular.',28' background '#ffffff'
set output 'rank.svg'
plot $estimates using (x1($1)):2:(x1($3)):(x1($4)):5 with xerrorbars pointtype 7 pointsize dot linewidth 4 linecolor rgb variable title 'Estimates'
unset output

# --- png
regular = 'Inter'
bold = 'Inter:Bold'
dot = 3
set errorbars 1
do for [i=16:16] { set label i font bold.',45' }
do for [i=17:20] { set label i font bold.',28' }
set terminal pngcairo size 1920,1080 noenhanced font regular.',28' fontscale 0.75 background '#ffffff'
set output 'rank.png'
replot
unset output

# --- pdf
regular = 'Inter'
bold = 'Inter:Bold'
dot = 1.65
set errorbars 1
do for [i=16:16] { set label i font bold.',45' }
do for [i=17:20] { set label i font bold.',28' }
set terminal pdfcairo size 13.3333in,7.5in noenhanced font regular.',28' fontscale 0.375 background '#ffffff'
set output 'rank.pdf'
replot
unset output
