// Built as one module with Sources/JSON, hence without an import of it.

/// Reads the input as JSON text and holds the readers and the writer against each other.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzJSON(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let input = UnsafeRawBufferPointer(start: start, count: count)
    var skipping = JSONCursor(input)
    do throws(JSONSyntaxError) {
        let value = try JSONValue(parsing: input)
        checkRoundTrip(of: value)
        checkMerging(value)
        do throws(JSONSyntaxError) {
            try skipping.skipValue()
            try skipping.finish()
        } catch {
            preconditionFailure("the cursor refuses what the parser reads: \(error)")
        }
    } catch {
        precondition((0...count).contains(error.offset), "an error lies outside the text")
        precondition(!error.description.isEmpty && JSONPointer(error.pointer.path) != nil)
        do throws(JSONSyntaxError) {
            try skipping.skipValue()
            try skipping.finish()
            preconditionFailure("the cursor reads what the parser refuses: \(error)")
        } catch let skippingError {
            precondition(skippingError == error, "\(skippingError) is not \(error)")
        }
    }
    useOutOfTurn(input)
    return 0
}

private func checkRoundTrip(of value: JSONValue) {
    let encoded = value.encoded()
    do throws(JSONSyntaxError) {
        // Escapes may make the text longer than it was.
        let again = try JSONValue(parsing: encoded, limits: JSONLimits(bytesMax: .max))
        precondition(again == value, "the text reads back as another value")
        precondition(again.hashValue == value.hashValue, "equal values have unequal hashes")
        precondition(again.encoded() == encoded, "the text is not stable")
    } catch {
        preconditionFailure("what was written is refused: \(error)")
    }
}

private func checkMerging(_ value: JSONValue) {
    let once = value.merging(patch: value)
    precondition(once.merging(patch: value) == once, "a patch applied twice changes more")
}

/// Calls the cursor in an order that only the input decides.
private func useOutOfTurn(_ input: UnsafeRawBufferPointer) {
    var cursor = JSONCursor(input)
    for byte in input {
        do throws(JSONSyntaxError) {
            switch byte % 9 {
            case 0: try cursor.beginObject()
            case 1: _ = try cursor.nextKey()
            case 2: try cursor.beginArray()
            case 3: _ = try cursor.nextElement()
            case 4: _ = try cursor.stringOrNull()
            case 5: _ = try cursor.integerOrNull()
            case 6: _ = try cursor.bool()
            case 7: _ = try cursor.double()
            default: try cursor.skipValue()
            }
        } catch {
            precondition(JSONPointer(error.pointer.path) != nil)
        }
    }
}
