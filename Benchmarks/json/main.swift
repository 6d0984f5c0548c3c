// What reading an offer costs, beside Foundation's JSONSerialization: one Markdown row per document, medians of five
// alternating rounds in microseconds. `swift run -c release json-benchmark`

import ExactJSON
import Foundation

let compact = SampleOffer.compact()
let pretty = SampleOffer.indented(compact)

print("| document | bytes | JSONSerialization | ExactJSON | ratio | parse + isSameContent | one removal |")
print("| --- | --- | --- | --- | --- | --- | --- |")
print(try Comparison(of: compact).row(named: "offer, compact"))
print(try Comparison(of: pretty).row(named: "offer, indented"))
