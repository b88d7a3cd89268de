resource account 'Microsoft.DataLakeStore/accounts@2016-11-01' = {
  name: 'example'
  location: 'westeurope'
  properties: {
    encryptionState: 'Disabled'
  }
}
