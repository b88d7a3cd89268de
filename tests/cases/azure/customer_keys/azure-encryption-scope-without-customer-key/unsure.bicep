param setting string

resource example 'Microsoft.Storage/storageAccounts/encryptionScopes@2023-05-01' = {
  name: 'example/example'
  properties: {
    source: setting
  }
}
