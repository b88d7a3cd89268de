param setting string

resource item 'Microsoft.Storage/storageAccounts/tableServices/tables@2023-05-01' = {
  name: 'example/default/items'
  properties: {
    signedIdentifiers: [
      {
        id: 'partner'
        accessPolicy: {
          permission: setting
          startTime: '2026-01-01T00:00:00Z'
          expiryTime: '2040-01-01T00:00:00Z'
        }
      }
    ]
  }
}
