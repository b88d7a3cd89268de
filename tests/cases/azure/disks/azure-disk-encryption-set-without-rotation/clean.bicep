resource diskEncryptionSet 'Microsoft.Compute/diskEncryptionSets@2023-04-02' = {
  name: 'example'
  location: 'westeurope'
  properties: {
    rotationToLatestKeyVersionEnabled: true
  }
}
