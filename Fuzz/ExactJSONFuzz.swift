// Built together with the sources of ExactJSON into one module by run.sh, since a fuzz target can't be a package target.

/// Parses what libFuzzer made up. A refusal is fine; an accepted text has to keep every promise that the room makes.
@_cdecl("LLVMFuzzerTestOneInput")
func fuzzExactJSON(_ start: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: size))
    do {
        let document = try JSONDocument(parsing: bytes)
        promise(document.bytes == bytes, "the bytes are the input")
        checkText(of: document)
        checkWriter(on: document)
        checkPointersAndEdits(on: document)
    } catch {
        checkPlace(of: error, in: bytes)
    }
    return 0
}

/// Stops the program where a promise is broken: that is how libFuzzer is told.
private func promise(_ isKept: Bool, _ promise: String) {
    guard isKept else { fatalError("broken promise: \(promise)") }
}

/// What must be valid JSON because this room has made it from valid JSON.
private func reparsed(_ bytes: [UInt8], _ what: String) -> JSONDocument? {
    do {
        return try JSONDocument(parsing: bytes)
    } catch {
        promise(false, "\(what) is valid JSON (\(error.message))")
        return nil
    }
}

private func checkText(of document: JSONDocument) {
    guard let again = reparsed(Array(document.root.text), "the root's text") else { return }
    promise(again.root.isSameContent(as: document.root), "the root's text says the same as the document")
    promise(document.root.isSameContent(as: again.root), "sameness has no direction")
}

private func checkWriter(on document: JSONDocument) {
    var writer = JSONWriter()
    writer.write(document.root)
    guard let again = reparsed(writer.bytes, "what the writer wrote") else { return }
    promise(again.root.isSameContent(as: document.root), "the writer wrote the same content")
}

/// For small documents only: the work grows with the square of the number of values.
private func checkPointersAndEdits(on document: JSONDocument) {
    let places = document.places()
    guard places.count <= 40 else { return }
    for place in places {
        promise(document.value(at: place.pointer)?.range == place.value.range, "a pointer leads to its value")
        promise(JSONPointer(place.pointer.description) == place.pointer, "a pointer's text is read back")
        promise(place.pointer.percentEncoded.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }, "a header takes the pointer")
        checkRemoval(of: place.value, from: document, places: places.count)
    }
    // Every second child of every container at once: first, middle, last and only ones, with neighbours merged or not.
    for offset in 0...2 {
        let chosen = places.enumerated().filter { $0.offset % 3 != offset }.map { JSONEdit.remove($0.element.value) }
        let some = document.replacing(chosen)
        promise(some == document.replacing(chosen.reversed()), "the order of edits does not matter")
        _ = reparsed(some, "a document without some of its values")
    }
}

private func checkRemoval(of value: JSONValue, from document: JSONDocument, places: Int) {
    let isRoot = value.range == document.root.range
    if let rest = reparsed(document.replacing([.remove(value)]), "a document without one value") {
        let remaining = isRoot ? 1 : places - value.places().count
        promise(rest.places().count == remaining, "a removal takes one value and what is in it")
    }
    if let other = reparsed(document.replacing([.replace(value, with: Array("[7]".utf8))]), "an edited document") {
        let difference = other.bytes.count - document.bytes.count
        promise(difference == 3 - value.range.count, "a replacement changes nothing else")
    }
}

private func checkPlace(of error: JSONError, in bytes: [UInt8]) {
    promise((0...bytes.count).contains(error.offset), "an error's offset lies in the text")
    promise(error.line >= 1 && error.column >= 1, "lines and columns count from 1")
    promise(error.column <= error.offset + 1, "a column is no further than its offset")
    promise(error.message.utf8.count < 600, "a message is short")
    promise(error.problem != .tooLarge, "the fuzzer's texts are small")
}

extension JSONDocument {
    fileprivate func places() -> [(pointer: JSONPointer, value: JSONValue)] { root.places() }
}

extension JSONValue {
    /// This value and all in it, with the way to each from here.
    fileprivate func places() -> [(pointer: JSONPointer, value: JSONValue)] {
        var places: [(pointer: JSONPointer, value: JSONValue)] = []
        var pending = [(pointer: JSONPointer(tokens: []), value: self)]
        while let place = pending.popLast() {
            places.append(place)
            for member in place.value.members {
                promise(member.nameEquals(member.name), "a name equals itself")
                pending.append((place.pointer.appending(member.name), member.value))
            }
            for (index, element) in place.value.elements.enumerated() {
                pending.append((place.pointer.appending(index: index), element))
            }
        }
        return places
    }
}

extension JSONWriter {
    /// Strings are unescaped and escaped anew, integers read and printed; other scalars are copied.
    fileprivate mutating func write(_ value: JSONValue) {
        switch value.kind {
        case .object:
            beginObject()
            for member in value.members {
                name(member.name)
                write(member.value)
            }
            endObject()
        case .array:
            beginArray()
            for element in value.elements { write(element) }
            endArray()
        case .string:
            let content = value.string ?? ""
            promise(value.equals(content), "a string equals itself")
            string(content)
        case .number:
            writeNumber(value)
        case .true, .false:
            bool(value.kind == .true)
        case .null:
            null()
        }
    }

    private mutating func writeNumber(_ value: JSONValue) {
        guard let integer = value.int64, !value.text.elementsEqual("-0".utf8) else {
            raw(value.text)
            return
        }
        self.integer(integer)
    }
}
