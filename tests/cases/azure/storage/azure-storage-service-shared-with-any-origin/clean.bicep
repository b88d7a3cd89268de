resource example 'Microsoft.Storage/storageAccounts/queueServices@2023-05-01' = {
  name: 'example/default'
  properties: {
    cors: {
      corsRules: [
        {
          allowedOrigins: [
            'https://example.com'
          ]
          allowedMethods: [
            'GET'
          ]
          maxAgeInSeconds: 60
          exposedHeaders: []
          allowedHeaders: []
        }
      ]
    }
  }
}
