-- SPDX-License-Identifier: GPL-3.0-or-later
-- What pandoc does to the tables of report.docx: columns as wide as their texts need, and small type.

local line = 92 -- characters on a line of a page in type of the largest size
local stub_most, column_most, words_most = 46, 26, 66
local largest, least = 17, 11 -- half points

local function is_heading(row) -- a question over the whole width: text in the first cell alone
  for j = 2, #row do
    if pandoc.utils.stringify(row[j]) ~= '' then
      return false
    end
  end
  return true
end

local function length(blocks)
  return utf8.len(pandoc.utils.stringify(blocks)) or 0
end

local function width(rows, headers, j)
  local most = j == 1 and stub_most or #headers <= 2 and words_most or column_most
  local w = 5
  for _, row in ipairs(rows) do
    if not is_heading(row) then
      w = math.max(w, length(row[j]))
    end
  end
  for word in pandoc.utils.stringify(headers[j] or {}):gmatch('%S+') do
    w = math.max(w, utf8.len(word) or 0)
  end
  return math.min(w, most) + 2
end

local function shrink(blocks, size)
  local bold = false
  pandoc.walk_block(pandoc.Div(blocks), {Strong = function() bold = true end})
  local text = pandoc.utils.stringify(blocks)
  if text == '' then
    text = '\u{A0}' -- an empty paragraph would be as high as a line of the body
  end
  text = text:gsub('&', '&amp;'):gsub('<', '&lt;'):gsub('>', '&gt;')
  text = text:gsub('\u{FFFE}', '\u{FFFD}'):gsub('\u{FFFF}', '\u{FFFD}') -- XML has no such characters
  return {pandoc.Plain {pandoc.RawInline('openxml', '<w:r><w:rPr>' .. 
    '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/>' .. (bold and '<w:b/>' or '') ..
    '<w:sz w:val="' .. size .. '"/></w:rPr><w:t xml:space="preserve">' .. text .. '</w:t></w:r>')}}
end

function Table(wide)
  local t = pandoc.utils.to_simple_table(wide)
  local sum, widths = 0, {}
  for j = 1, #t.aligns do
    widths[j] = width(t.rows, t.headers, j)
    sum = sum + widths[j]
  end
  local headings = {}
  for i, row in ipairs(t.rows) do
    headings[i] = #row > 1 and is_heading(row) and length(row[1]) > 0
  end
  local size = math.max(least, math.floor(largest * math.min(1, line / sum)))
  for j = 1, #t.aligns do
    t.widths[j] = widths[j] / math.max(sum, line)
    if t.headers[j] then
      t.headers[j] = shrink(t.headers[j], size)
    end
    for _, row in ipairs(t.rows) do
      row[j] = shrink(row[j], size)
    end
  end
  wide = pandoc.utils.from_simple_table(t)
  for i, row in ipairs(wide.bodies[1].body) do
    if headings[i] then
      row.cells[1].col_span = #row.cells
      row.cells = {row.cells[1]}
    end
  end
  return wide
end
