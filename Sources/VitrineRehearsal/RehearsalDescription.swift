/// What can be called below `/_rehearsal`.
package enum RehearsalDescription {
    /// OpenAPI 3.1, which the build embeds in the binary: `Resources/rehearsal.openapi.json`.
    package static var json: [UInt8] { PackageResources.rehearsal_openapi_json }
}
