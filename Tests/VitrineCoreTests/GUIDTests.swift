import Testing
import VitrineCore
import VitrineTestKit

struct GUIDTests {
    @Test func `a GUID is read in any case and written in lower case`() {
        let text = "0123abcd-4567-89ef-fedc-ba9876543210"
        #expect(GUID(text)?.description == text)
        #expect(GUID(text.uppercased())?.description == text)
        #expect(GUID(text) == GUID(high: 0x0123_ABCD_4567_89EF, low: 0xFEDC_BA98_7654_3210))
    }

    @Test(arguments: [
        "", "0123abcd", "0123abcd456789effedcba9876543210", "{0123abcd-4567-89ef-fedc-ba9876543210}",
        "0123abcd-4567-89ef-fedc-ba987654321", "0123abcd-4567-89ef-fedc-ba98765432100",
        "0123abcd-4567-89ef-fedc-ba987654321g", "0123abcd-4567-89ef-fedcb-a9876543210",
        "0123abcd_4567_89ef_fedc_ba9876543210", "0123abcd-4567-89ef-fedc-ba98765432-0",
        "+123abcd-4567-89ef-fedc-ba9876543210", "０123abcd-4567-89ef-fedc-ba98765432",
    ])
    func `anything else is no GUID`(text: String) {
        #expect(GUID(text) == nil)
    }

    @Test(arguments: 0..<100 as Range<UInt64>)
    func `a random GUID is of version 4 and is read again`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let guid = GUID.random(using: &generator)
        let text = Array(guid.description)
        #expect(text.count == 36)
        #expect(text[14] == "4")
        #expect("89ab".contains(text[19]))
        #expect(GUID(guid.description) == guid)
    }

    @Test func `random GUIDs differ`() {
        #expect(Set((0..<1_000).map { _ in GUID.random() }).count == 1_000)
    }
}
