resource item 'Microsoft.Storage/storageAccounts/fileServices/shares@2023-05-01' = {
  name: 'example/default/items'
  properties: {
    signedIdentifiers: [
      {
        id: 'partner'
        accessPolicy: {
          permission: 'rwdl'
          startTime: '2026-01-01T00:00:00Z'
        }
      }
    ]
  }
}
