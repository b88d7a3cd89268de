param strict bool

resource disk 'Microsoft.Compute/disks@2023-04-02' = {
  name: 'example'
  location: 'westeurope'
  properties: {
    encryption: {
      diskEncryptionSetId: strict ? 'x' : null
    }
  }
}
